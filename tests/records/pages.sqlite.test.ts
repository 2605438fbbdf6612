import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { saveEntries } from '../../api/records/saveEntries.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { goodPassword, houseForTests, origin } from '../support/harness.ts'
import { anAccount, aPatient } from '../support/people.ts'

const house = houseForTests()
let cookie: string
let otherCookie: string
let kermit: string

const get = async (route: string, Cookie = cookie) => {
  const reply = await house.app.request(`${origin}/portal/${route}`, { headers: { Cookie } })
  return { status: reply.status, text: await reply.text() }
}

async function signIn(patientId: string, username: string) {
  await anAccount(house, { id: patientId, emails: [username], mrn: username })
  const reply = await house.app.request(`${origin}/portal/sign-in`, {
    method: 'POST',
    headers: { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ username, password: goodPassword }),
  })
  return reply.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

beforeAll(async () => {
  await importPatients(systemCtx(house.desk, 'test', newId()), {
    format: 'fhir-bundle',
    path: path.join(import.meta.dirname, '../fixtures/synthea-record'),
  })
  kermit = (await house.rows('patient'))[0]!.id
  cookie = await signIn(kermit, 'kermit@example.test')
  const other = await aPatient(house)
  otherCookie = await signIn(other.id, other.emails[0]!)
  await transact(house.desk.db, (trx) =>
    saveEntries(
      trx,
      systemCtx(house.desk, 'test', newId()),
      [120, 140].map((number, i) => ({
        patientId: kermit,
        given: {
          issuer: 'urn:test',
          value: `page ${i}`,
          withdrawn: false,
          at: `2026-0${i + 1}-10T12:00:00.000Z`,
          entry: {
            kind: 'result',
            name: 'Sugar <b>fasting</b>',
            codes: [{ system: 'http://loinc.org', code: '1558-6' }],
            at: `2026-0${i + 1}-10`,
            values: [{ number, unit: 'mg/dL', low: 70, high: 130 }],
          },
        },
      })),
    ),
  )
})

describe('the pages of a record', () => {
  it('show all of it in both languages, what is outside the range in words, and no text as a tag', async () => {
    const page = await get('records/result')
    expect(page.text).toMatch(/<strong>140 mg\/dL<\/strong>\s*<span class="flag">above the usual range/)
    expect(page.text).toContain('Sugar &lt;b&gt;fasting')
    expect((await get('records?language=es')).text).toMatch(/Problemas de salud[\s\S]*Alergias[\s\S]*Vacunas/)
    for (const wanted of ['records', 'records/problem', 'download', 'download/all', 'access-log'])
      expect([wanted, (await get(wanted)).status]).toEqual([wanted, 200])
    expect((await get('records/nonsense')).status).toBe(404)
  })

  it('draw a result over time as a picture with words for who does not see it, and a table', async () => {
    const [, id] = /href="\/portal\/results\/([\w-]+)"/.exec((await get('records/result')).text)!
    const page = await get(`results/${id}`)
    expect(page.text).toMatch(
      /<svg [^>]*role="img" aria-label="Sugar &lt;b&gt;fasting&lt;\/b&gt; \(mg\/dL\), 2 values from Jan 10, 2026 to Feb 10, 2026; lowest 120, highest 140\."/,
    )
    expect(page.text.match(/<circle /g)).toHaveLength(2)
    expect(page.text.match(/<tr><td>/g)).toHaveLength(2)
    const theirs = await get(`results/${id}`, otherCookie)
    const none = await get(`results/${newId()}`, otherCookie)
    expect([theirs.status, theirs.text]).toEqual([404, none.text])
  })

  it('show a number as its source tells it, however small, and one of many figures in a few', async () => {
    const patient = await aPatient(house)
    const own = await signIn(patient.id, patient.emails[0]!)
    const numbers = [0.004, 1.005, 98.6123456, 0.00001234, 138.456789]
    const entries = numbers.map((number, i) => ({
      patientId: patient.id,
      given: {
        issuer: 'urn:test',
        value: `number ${i}`,
        withdrawn: false,
        at: '2026-01-10T12:00:00.000Z',
        entry: { kind: 'result' as const, name: `Of ${i}`, codes: [], values: [{ number, unit: 'ng/mL' }] },
      },
    }))
    const ctx = systemCtx(house.desk, 'test', newId())
    await transact(house.desk.db, (trx) => saveEntries(trx, ctx, entries))
    const { text } = await get('records/result', own)
    const shown = [...text.matchAll(/<strong>([\d.]+) ng/g)].map(([, number]) => number).sort()
    expect(shown).toEqual(['0.00001234', '0.004', '1.005', '138.46', '98.61'])
  })

  it('are recorded as reads by the patient, and put no value of a record in an address', async () => {
    await get('records')
    const [read] = (await house.audit('portal.health-read')).slice(-1)
    expect(read).toMatchObject({ actorType: 'patient', patientIds: [kermit] })
    for (const page of ['records', 'records/result', 'download'])
      for (const [, href] of (await get(page)).text.matchAll(/href="([^"]+)"/g))
        expect(href).toMatch(/^\/portal\/[a-z0-9/.-]+(\?(language|after|before|for)=[\w-]+)?$|^#main$/)
  })
})

describe('a proxy', () => {
  it('finds on the home page for whom else they may act, and every link goes on for them', async () => {
    expect((await get('home', otherCookie)).text).not.toContain('For whom')
    const proxy = (await house.rows('portal_account')).find((row) => row.patient_id !== kermit)!.patient_id
    const { id } = await aGrant(house, kermit, { proxy_patient_id: proxy, access: 'full' })
    const home = await get('home', otherCookie)
    expect(home.text).toContain(`<a href="/portal/home?for=${id}"`)
    for (const page of [`home?for=${id}`, `records?for=${id}`, `visits?for=${id}`]) {
      const { status, text } = await get(page, otherCookie)
      expect([page, status, text.includes(`href="/portal/messages?for=${id}"`)]).toEqual([page, 200, true])
      const lost = [...text.matchAll(/href="(\/portal\/[^"]+)"/g)]
        .map(([, href]) => href!)
        .filter((href) => !href.includes(id) && !href.endsWith('.css'))
      // The one that leads back to oneself, and the state of the portal, which is nobody's.
      expect(lost).toEqual([`/portal/${page.split('?')[0]}`, '/portal/state'])
    }
  })
})

describe('staff', () => {
  it('are shown nothing clinical: all that shows it wants a patient, and no address of theirs has a word of it', async () => {
    const { views } = house.desk.catalogue
    const clinical = views.filter(({ at }) => /\/portal\/v1\/(records|access-log)/.test(at))
    expect(clinical).toHaveLength(8)
    for (const one of clinical) expect([one.at, one.needs]).toEqual([one.at, 'patient'])
    const everybody = [
      'helpdesk',
      'supervisor',
      'records',
      'privacy-officer',
      'manager',
      'administrator',
    ] as const
    for (const role of everybody) {
      const member = await house.signIn(role)
      for (const one of views) {
        const { at } = one
        const [method, route] = at.split(' ') as [string, string]
        if (method !== 'GET' || 'stream' in one) continue
        const reply = await member.get(route.replaceAll('{id}', kermit).replace(/\{\w+\}/g, newId()))
        expect([role, at, /Sugar|mg\/dL|sinusitis/.test(JSON.stringify(reply.body))]).toEqual([
          role,
          at,
          false,
        ])
      }
    }
  })
})
