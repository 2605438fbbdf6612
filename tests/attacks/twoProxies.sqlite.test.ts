import { beforeAll, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { showThread } from '../../api/messages/showMine.ts'
import { beginThread } from '../../api/messages/write.ts'
import { saveEntries } from '../../api/records/saveEntries.ts'
import { catalogue } from '../../api/rooms.ts'
import { examples } from '../acts/examples/all.ts'
import { aCaredFor, aMedication, aQuestion } from '../acts/examples/messages.ts'
import { patientBy, signedInPatient } from '../acts/examples/outside.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { type Cast, perform, type Stage } from '../acts/stage.ts'
import { houseForTests, type Reply } from '../support/harness.ts'
import { must } from '../support/people.ts'

/* Two proxies of one patient, with full and with limited access, over every endpoint of the portal that there is. */

const house = houseForTests()
type Asker = Awaited<ReturnType<typeof signedInPatient>>
let cast: Cast
let full: Asker
let limited: Asker

beforeAll(async () => {
  cast = {
    administrator: await house.signIn('administrator'),
    clinic: await house.signIn('clinic'),
  } as Cast
  full = await signedInPatient(house)
  limited = await signedInPatient(house)
})

const grantsOf = async (patientId: string) => ({
  full: await aGrant(house, patientId, { proxy_patient_id: full.patientId, access: 'full' }),
  limited: await aGrant(house, patientId, { proxy_patient_id: limited.patientId, access: 'limited' }),
})
/** All that is answered, but what says which request it was. */
const told = ({ status, body }: Reply) => JSON.stringify([status, { ...body, requestId: '' }])
/** Whether an endpoint takes that somebody acts for another. */
const takes = (schema: unknown) =>
  Object.hasOwn((schema as { shape?: object } | undefined)?.shape ?? {}, 'for')

/** What is answered where limited access reaches the area, but not this: a visit that is not there. */
const ofVisits = (at: string) => /\/(visits|wait-list)\/\{id\}/.test(at)

/** What limited access reaches: visits, and of them those that the proxy asked for themselves. */
const visitsOfTheirOwn = ['POST /portal/v1/visits', 'POST /portal/v1/wait-list']
const visitsShown = ['GET /portal/v1/visits', 'GET /portal/v1/wait-list']

it('with full access do what the patient does; with limited access only what it reaches, and the rest is answered as what is not there', async () => {
  const done: string[] = []
  for (const one of catalogue.acts) {
    if (one.needs !== 'patient' || !one.at.includes(' /portal/v1')) continue
    const owner = await examples[one.name]!(house, cast)
    const grants = await grantsOf(owner.patientId!)
    const acting = (by: Stage['by'], grant: string) =>
      perform({ ...owner, body: { ...owner.body, for: grant } }, by)
    if (!takes(one.body)) {
      // What is about one's own login alone does not know the word; what takes no body is about nobody else.
      if (one.body && !one.at.startsWith('DELETE')) {
        const { status, body } = await acting(full.by, grants.full.id)
        expect([one.at, status, Object.keys(body.errors ?? {})]).toEqual([one.at, 422, ['for']])
      }
      continue
    }
    const before = (await house.rows('audit_event')).length
    const asked = await acting(limited.by, grants.limited.id)
    const events = (await house.rows('audit_event')).slice(before).map(({ body }) => JSON.parse(body))
    const succeeded = events.filter(({ action, outcome }) => action === one.name && outcome === 'success')
    if (visitsOfTheirOwn.includes(one.at)) expect([one.at, asked.status]).toEqual([one.at, 201])
    else {
      expect([one.at, asked.status >= 400]).toEqual([one.at, true])
      expect([one.at, succeeded]).toEqual([one.at, []])
      const absent = { ...owner, path: owner.path.replace(/[0-9a-f-]{36}/, newId()) }
      const none = ofVisits(one.at)
        ? await perform({ ...absent, body: { ...owner.body, for: grants.limited.id } }, limited.by)
        : await acting(limited.by, newId())
      expect([one.at, told(asked)]).toEqual([one.at, told(none)])
    }
    // What an app asks, it asks of the login that it began with.
    if (visitsOfTheirOwn.includes(one.at) || one.at.includes('{uid}')) continue
    const reply = await acting(full.by, grants.full.id)
    expect([one.at, reply.status < 300 ? 'done' : reply.body]).toEqual([one.at, 'done'])
    expect((await house.audit(one.name)).at(-1)).toMatchObject({
      outcome: 'success',
      patientIds: expect.arrayContaining([owner.patientId, full.patientId]),
      detail: { proxyGrant: grants.full.id },
    })
    done.push(one.at)
  }
  expect(done.length).toBeGreaterThan(8)
}, 120_000)

it('see with full access what the patient sees; with limited access no record, message or refill, and nothing of it by an id', async () => {
  const me = await aCaredFor(house)
  const attachments = [
    {
      name: 'rash.png',
      mediaType: 'image/png',
      content: Buffer.from('89504e470d0a1a0a49454e44ae426082', 'hex').toString('base64'),
    },
  ]
  const { threadId } = must(
    await me.by.post('/portal/v1/message-threads', { ...aQuestion(me.clinic), attachments }),
    beginThread,
  )
  must(await me.by.post('/portal/v1/refills', aMedication(me.clinic)), 201)
  const ctx = systemCtx(house.desk, 'test', newId())
  const entry = { kind: 'result' as const, name: 'Zebrafish antigen', codes: [], values: [{ number: 6 }] }
  const given = { issuer: 'urn:test', value: 'one', withdrawn: false, at: '2026-03-01T12:00:00.000Z', entry }
  await transact(house.desk.db, (trx) => saveEntries(trx, ctx, [{ patientId: me.patientId, given }]))
  const { messages } = must(await patientBy(me).get(`/portal/v1/message-threads/${threadId}`), showThread)
  const named: Record<string, string> = {
    records: (await house.rows('clinical_record')).find((row) => row.patient_id === me.patientId)!.id,
    visits: (await house.rows('appointment')).find((row) => row.patient_id === me.patientId)!.id,
    'message-threads': threadId,
    attachments: messages[0]!.attachments[0]!.id,
  }
  const { patientId } = me
  const grants = await grantsOf(patientId)
  const secret = new RegExp(
    ['Zebrafish', 'About my new pills', 'Lisinopril', ...Object.values(named)].join('|'),
  )
  let seen = 0
  for (const { at, asks } of catalogue.views as readonly { at: string; asks?: unknown; needs: string }[]) {
    if (!at.startsWith('GET /portal/v1')) continue
    const one = catalogue.views.find((view) => view.at === at)!
    if (one.needs !== 'patient') continue
    const route = at.replace('GET ', '').replace(/\/([a-z-]+)\/\{id\}/, (_, of) => `/${of}/${named[of]}`)
    if (route.includes('{')) continue
    const wanted = Object.entries({ kind: 'result', since: '2020-01-01T00:00:00Z' })
      .filter(([name]) => Object.hasOwn((asks as { shape?: object } | undefined)?.shape ?? {}, name))
      .map(([name, value]) => `&${name}=${value}`)
      .join('')
    const look = (who: Asker, grant: string) => patientBy(who).get(`${route}?for=${grant}${wanted}`)
    const asked = await look(limited, grants.limited.id)
    expect([at, JSON.stringify(asked.body).match(secret)]).toEqual([at, null])
    if (!takes(asks)) continue
    if (visitsShown.includes(at)) expect([at, asked.status]).toEqual([at, 200])
    else {
      const absent = route.replace(/[0-9a-f-]{36}/, newId())
      const none = ofVisits(at)
        ? await patientBy(limited).get(`${absent}?for=${grants.limited.id}`)
        : await look(limited, newId())
      expect([at, asked.status, told(asked)]).toEqual([at, 404, told(none)])
    }
    expect([at, (await look(full, grants.full.id)).status]).toEqual([at, 200])
    seen++
  }
  expect(seen).toBeGreaterThan(12)
}, 120_000)
