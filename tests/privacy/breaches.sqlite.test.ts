import { beforeAll, describe, expect, it } from 'vitest'
import { bindRecords } from '../../api/audit/seal/bindRecords.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { dayPlus } from '../../api/core/calendar.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { patientsPolicy } from '../../api/patients/policy.ts'
import { listMyNotices } from '../../api/privacy/breaches/myNotices.ts'
import { takeReturnedEmails } from '../../api/privacy/breaches/returnedEmails.ts'
import { facts, fourFactors, whole } from '../acts/examples/breaches.ts'
import { patientBy, signedInPatient } from '../acts/examples/outside.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aPatient, must, type TestPatient } from '../support/people.ts'
import { signedInBrowser } from '../support/plainBrowser.ts'

/* A breach from a report to the last notice, as 45 CFR 164.400 to 164.414 asks. */

const house = houseForTests()
const today = new Date().toISOString().slice(0, 10)
let officer: Person
let second: Person
beforeAll(async () => {
  officer = await house.signIn('privacy-officer', 'Olive Officer')
  second = await house.signIn('privacy-officer', 'Omar Second')
}, 60_000)

async function living(over: object = {}): Promise<TestPatient> {
  const patient = await aPatient(house)
  const home = { street: '1 Elm Street', city: 'Springfield', state: 'IL', postal_code: '62701' }
  await house.owner.write
    .updateTable('patient')
    .set({ ...home, ...over })
    .where('id', '=', patient.id)
    .execute()
  return patient
}

/** One person's way with one breach: each act with the version the one before answered. */
function desk(id: string, version = 1) {
  const at = `/api/breaches/${id}`
  return {
    at,
    show: async (by = officer) => must(await by.get(at)),
    async act(verb: string, body: object = {}, by = officer) {
      const reply = await by.post(`${at}/${verb}`, { ...body, version })
      if (reply.status === 200) version = reply.body.version
      return reply
    },
  }
}

async function concluded(patients: TestPatient[], over: object = {}) {
  const { id } = must(await officer.post('/api/breaches', { ...facts, ...over }), 201)
  const breach = desk(id)
  must(await breach.act('people', { mrns: patients.map((one) => one.mrn).join('\n') }))
  must(await breach.act('assessment', { ...fourFactors, lowProbability: false }))
  must(await breach.act('sign', { outcome: 'breach', conclusion: 'The list was taken.' }))
  must(await breach.act('countersign', { agrees: true }, second))
  return breach
}

describe('a breach', () => {
  it('is assessed, signed by one, and signed by another: only then is anybody notified', async () => {
    const patient = await living()
    const { id } = must(await officer.post('/api/breaches', { ...facts, knownOn: today }), 201)
    const breach = desk(id)
    must(await breach.act('people', { mrns: `${patient.mrn}\n` }))
    expect(await breach.show()).toMatchObject({
      discoveredOn: today,
      nextDue: dayPlus(today, 60),
      daysLeft: 60,
      duties: [{ duty: 'conclude', left: 1 }],
    })
    const sign = { outcome: 'breach', conclusion: 'The list was taken.' }
    expect((await breach.act('sign', sign)).body.code).toBe('assess-first')
    must(await breach.act('assessment', { ...fourFactors, lowProbability: true }))
    expect((await breach.act('sign', sign)).body.errors).toHaveProperty('outcome')
    must(await breach.act('assessment', { ...fourFactors, lowProbability: false }))
    must(await breach.act('sign', sign))
    expect((await breach.act('countersign', { agrees: true })).body.missing[0].code).toBe('second-person')
    // Who does not agree gives it back, with the reason; the first may judge it anew.
    expect((await breach.act('countersign', { agrees: false }, second)).body.errors).toHaveProperty('reason')
    must(await breach.act('countersign', { agrees: false, reason: 'Who had the list?' }, second))
    expect(await breach.show()).toMatchObject({
      status: 'open',
      signedBy: null,
      additions: [{ by: 'Omar Second', text: 'Who had the list?' }],
    })
    must(await breach.act('sign', sign))
    expect((await breach.act('print')).status).toBe(409)
    must(await breach.act('countersign', { agrees: true }, second))
    expect((await breach.act('assessment', { ...fourFactors, lowProbability: true })).status).toBe(409)
    must(await officer.post(`${breach.at}/additions`, { text: 'The list was found.' }))
    expect((await breach.show()).additions).toHaveLength(2)
  })

  it('stands in the accounting of everybody it affects by one press, once, also of those found later', async () => {
    const [one, other, later] = [await living(), await living(), await living()]
    const breach = await concluded([one, other])
    const entry = { recipient: 'A visitor on ward 3', description: 'Names and telephone numbers' }
    expect((await breach.show()).toEnter).toBe(2)
    must(await breach.act('disclosures', entry))
    expect((await breach.act('disclosures', entry)).body.code).toBe('all-entered')
    must(await breach.act('people', { mrns: later.mrn }))
    must(await breach.act('disclosures', entry))
    expect((await breach.show()).toEnter).toBe(0)
    for (const { id } of [one, other, later])
      expect(must(await officer.get(`/api/patients/${id}/disclosures`)).disclosures).toMatchObject([
        { ...entry, purpose: 'breach', disclosedOn: facts.occurredFrom, recordedBy: 'Olive Officer' },
      ])
    house.later(120)
    await sealAudit(house.desk, withoutPause)
    await bindRecords(house.desk)
    await sealAudit(house.desk, withoutPause)
    expect((await verifyAudit(house.desk, { threads: 0 })).faults).toEqual([])
  })

  it('is told in the portal to whoever chose paperless, and by email that it is there; on paper to all others', async () => {
    const [paper, child] = [await living(), await living({ birth_date: dayPlus(today, -3000) })]
    const home = { street: '1 Elm Street', city: 'Springfield', state: 'IL', postal_code: '62701' }
    const me = await signedInPatient(house)
    await house.owner.write.updateTable('patient').set(home).where('id', '=', me.patientId).execute()
    const chosen = { language: null, news: 'none', paperless: true }
    must(await me.by.put!('/portal/v1/preferences', chosen))
    await house.owner.write
      .insertInto('patient_preference')
      .values({ patient_id: child.id, language: null, news: 'email', paperless: 1, changed_at: today })
      .execute()
    const mrnOf = async (id: string) => (await house.rows('patient')).find((one) => one.id === id)!.mrn
    const all = [paper, child, { ...paper, mrn: await mrnOf(me.patientId) }]
    const breach = await concluded(all)
    must(await breach.act('draft', { language: 'en', ...whole }))
    const { letters, inPortal } = must(await breach.act('print'))
    expect([letters.length, inPortal]).toEqual([2, 1])
    expect(must(await breach.act('print'))).toMatchObject({ letters: [], inPortal: 0 })
    const [notice] = (await house.rows('breach_notice')).filter((one) => one.patient_id === me.patientId)
    expect(notice).toMatchObject({ method: 'email', recipient: me.email, on_day: today, reference: today })
    const mails = (await house.rows('mail')).filter((one) => one.patient_id === me.patientId)
    expect(mails.map((one) => one.template)).toContain('letter-in-portal')
    const mine = must(await patientBy(me).get('/portal/v1/letters'), listMyNotices)
    expect(mine.letters.map((one) => one.hello)).toEqual([expect.stringMatching(/^Dear /)])
    const other = await signedInPatient(house)
    expect(must(await patientBy(other).get('/portal/v1/letters'), listMyNotices).letters).toEqual([])
    const theirs = await signedInBrowser(house, me.email)
    expect((await theirs.get('/portal/letters')).text).toContain('What you can do')
    // An email that came back told nobody: a letter goes, and the breach is not done with before.
    await takeReturnedEmails(house.desk)
    expect(
      (await breach.show()).affected.filter((one: { told: string }) => one.told === 'told'),
    ).toHaveLength(1)
    await house.owner.write
      .updateTable('mail')
      .set({ status: 'bounced', bounced_at: new Date().toISOString() })
      .where('patient_id', '=', me.patientId)
      .where('template', '=', 'letter-in-portal')
      .execute()
    await house.owner.write
      .updateTable('contact_point')
      .set({ bounced_at: new Date().toISOString() })
      .where('patient_id', '=', me.patientId)
      .execute()
    for (let n = 0; n < 2; n++) await takeReturnedEmails(house.desk)
    const shown = await breach.show()
    expect(shown.affected.filter((one: { told: string }) => one.told === 'told')).toEqual([])
    const again = must(await officer.post(`${breach.at}/print`, { version: shown.version }))
    expect([again.letters.length, again.inPortal]).toEqual([1, 0])
    expect((await house.audit()).filter((one) => one.action === 'breach.email-returned')).toHaveLength(1)
    // Who has no account any more reads nothing there.
    must(await me.by.post('/portal/v1/close'))
    const [choice] = (await house.rows('patient_preference')).filter((one) => one.patient_id === me.patientId)
    expect(choice!.paperless).toBe(0)
  })

  it('that the factors or an exception rule out is concluded by one signature and asks for nothing more', async () => {
    for (const [given, outcome] of [
      [{ lowProbability: true }, 'low-probability'],
      [{ lowProbability: false, exception: 'not-retained' }, 'exception'],
    ] as const) {
      const { id } = must(await officer.post('/api/breaches', facts), 201)
      const breach = desk(id)
      must(await breach.act('assessment', { ...fourFactors, ...given }))
      must(await breach.act('sign', { outcome, conclusion: 'Nothing left the building.' }))
      expect(await breach.show()).toMatchObject({ status: 'concluded', duties: [], outcome })
    }
  })

  it('is told of by letters of five parts that stay as they were printed, in the language of each', async () => {
    const spanish = await living({ language: 'es' })
    const child = await living({ birth_date: dayPlus(today, -4000) })
    const dead = await living({ deceased_at: '2026-01-01' })
    const breach = await concluded([spanish, child, dead])
    // The draft still has blanks to fill in.
    expect((await breach.act('print')).body.code).toBe('letter-unfinished')
    must(await breach.act('draft', { language: 'en', ...whole }))
    must(await breach.act('draft', { language: 'es', ...whole, contact: 'Llame al 1-800-555-0100.' }))
    const { letters, withoutAddress } = (await breach.act('print')).body
    expect([letters.length, withoutAddress]).toEqual([2, 1])
    const [one, other] = [
      letters.find((l: any) => l.language === 'es'),
      letters.find((l: any) => l.language === 'en'),
    ]
    expect(one.parts.map((part: any) => part.title)).toEqual([
      'Qué ocurrió',
      'Qué información se vio afectada',
      'Qué puede hacer usted',
      'Qué estamos haciendo',
      'Para más información',
    ])
    expect(one.parts[4].text).toBe('Llame al 1-800-555-0100.')
    expect(other.parts[0].text).toContain(
      'It happened on January 10, 2026, and we discovered it on January 12, 2026.',
    )
    expect(other.hello).toMatch(/^To the parent or guardian of /)
    expect(other.lines).toEqual(['1 Elm Street', 'Springfield, IL 62701'])
    // Printed once; a change of the draft changes no letter that is there.
    expect((await breach.act('print')).body.letters).toEqual([])
    must(await breach.act('draft', { language: 'en', ...whole, doing: 'Something else.' }))
    const { notices } = await breach.show()
    const kept = notices.find((n: any) => n.patient.id === child.id)
    expect(must(await officer.get(`${breach.at}/letters/${kept.id}`)).letters).toEqual([other])
    expect((await breach.show()).duties[0]).toMatchObject({ duty: 'individuals', left: 3, doneOn: null })
    must(await breach.act('posted', { on: today }))
    // The one who died: next of kin, whose address is no patient's record.
    expect((await breach.show()).affected[0]).toMatchObject({ id: dead.id, told: 'unreachable' })
    must(
      await breach.act('notices', {
        patientId: dead.id,
        method: 'mail',
        recipient: 'Next of kin, 3 Oak Street',
        on: today,
      }),
    )
    expect((await breach.show()).duties[0]).toMatchObject({ duty: 'individuals', left: 0, doneOn: today })
    // Came back: another form is open now, and was not before.
    const substitute = { patientId: child.id, method: 'substitute', recipient: 'by telephone', on: today }
    expect((await breach.act('notices', substitute)).body.errors).toHaveProperty('method')
    must(await breach.act(`notices/${kept.id}/returned`, { on: today }))
    expect((await breach.show()).toldOn).toBeNull()
    must(await breach.act('notices', substitute))
    expect((await breach.show()).toldOn).toBe(today)
    const log = JSON.stringify(await house.audit())
    for (const value of ['Elm Street', 'Oak Street', 'locked drawer', 'The list was taken'])
      expect(log).not.toContain(value)
  })

  it('is told of to who has care of whoever is not of age by the hospital’s policy', async () => {
    const eighteen = dayPlus(today, -18 * 366)
    const breach = await concluded([await living({ birth_date: eighteen })])
    must(await breach.act('draft', { language: 'en', ...whole }))
    await savePolicy(house.owner.write, { adultAge: 21 }, patientsPolicy)
    expect((await breach.act('print')).body.letters[0].hello).toMatch(/^To the parent or guardian of /)
    await savePolicy(house.owner.write, { adultAge: patientsPolicy.adultAge.usual }, patientsPolicy)
    must(await breach.act('people', { mrns: (await living({ birth_date: eighteen })).mrn }))
    expect((await breach.act('print')).body.letters[0].hello).toMatch(/^Dear /)
  })

  it('is told to nobody while law enforcement asks for it, which thirty days end unless it is in writing', async () => {
    const breach = await concluded([await living()])
    const asked = { saidOn: today, official: 'Det. R. Stone', reason: 'An arrest is planned.' }
    const oral = { ...asked, kind: 'oral' }
    expect((await breach.act('delay', { ...oral, until: dayPlus(today, 31) })).body.errors).toEqual({
      until: 'must be within 30 days: longer has to be asked for in writing',
    })
    must(await breach.act('delay', { ...oral, until: dayPlus(today, 30) }))
    must(await breach.act('draft', { language: 'en', ...whole }))
    const refused = await breach.act('print')
    expect([refused.status, refused.body.code]).toEqual([403, 'notice-delayed'])
    must(await breach.act('delay', { ...asked, kind: 'written', until: dayPlus(today, 90) }))
    expect((await breach.show()).nextDue).toBe(dayPlus(today, 90))
  })

  it('stands in the log of its year for HHS, and is over when all is done', async () => {
    const breach = await concluded([await living()], {
      source: 'business-associate',
      associate: 'A billing company',
      associateIsAgent: true,
      associateFoundOn: '2025-12-30',
      occurredFrom: '2025-12-01',
      occurredTo: '2025-12-01',
    })
    const of = async (filter: object) =>
      must(await officer.get(`/api/breaches?filter=${encodeURIComponent(JSON.stringify(filter))}`)).map(
        (row: any) => row.id,
      )
    const { id, duties } = await breach.show()
    // Known in 2026 here, and in 2025 by the agent.
    expect(duties.at(-1)).toMatchObject({ duty: 'hhs', dueOn: '2026-03-01' })
    expect([(await of({ year: 2025 })).includes(id), (await of({ year: 2026 })).includes(id)]).toEqual([
      true,
      false,
    ])
    expect(await of({ overdue: true })).toContain(id)
    must(
      await breach.act('notices', {
        patientId: (await breach.show()).affected[0].id,
        method: 'mail',
        recipient: '1 Elm',
        on: today,
      }),
    )
    must(
      await breach.act('public-notices', {
        method: 'hhs',
        recipient: 'HHS portal',
        on: today,
        reference: 'B-1',
      }),
    )
    expect((await breach.show()).settledOn).toBe(today)
    expect([(await of({ waiting: true })).includes(id), (await of({ overdue: true })).includes(id)]).toEqual([
      false,
      false,
    ])
  })

  it('is not shown to whom it is about, nor are its letters', async () => {
    const breach = await concluded([await living()])
    const { id } = await breach.show()
    must(await breach.act('draft', { language: 'en', ...whole }))
    must(await breach.act('print'))
    const { notices } = await breach.show()
    await house.owner.write.updateTable('breach').set({ staff_id: second.id }).where('id', '=', id).execute()
    must(await officer.get(`${breach.at}/letters/${notices[0].id}`))
    for (const path of ['', `/letters/${notices[0].id}`])
      expect((await second.get(breach.at + path)).status).toBe(404)
    expect(must(await second.get('/api/breaches')).map((row: any) => row.id)).not.toContain(id)
    expect((await desk(id).act('describe', facts, second)).body.missing[0].code).toBe('second-person')
  })

  it('takes what cannot be so in no entry: of who is affected, of a day, of a notice', async () => {
    const [patient, other] = [await living(), await living()]
    const ahead = await officer.post('/api/breaches', { ...facts, knownOn: dayPlus(today, 1) })
    expect([ahead.status, Object.keys(ahead.body.errors)]).toEqual([422, ['knownOn']])
    const begun = desk(must(await officer.post('/api/breaches', facts), 201).id)
    const unknown = await begun.act('people', { mrns: `${patient.mrn}\nNO-SUCH-1\n\nNO-SUCH-2` })
    expect(unknown.body.errors.mrns).toContain('2, 4')
    expect((await begun.show()).people).toBe(0)
    expect((await begun.act('people/remove', { patientId: patient.id })).status).toBe(404)

    const [breach, elsewhere] = [await concluded([patient]), await concluded([other])]
    expect((await breach.act('posted', { on: today })).body.code).toBe('nothing-printed')
    const mail = { patientId: patient.id, method: 'mail', recipient: '1 Elm Street', on: today }
    expect((await breach.act('notices', { ...mail, patientId: other.id })).status).toBe(404)
    const email = { ...mail, method: 'email', agreedOn: dayPlus(today, 1) }
    expect(Object.keys((await breach.act('notices', email)).body.errors)).toEqual(['agreedOn'])
    must(await breach.act('notices', mail))
    const [{ id }] = (await breach.show()).notices
    const early = await breach.act(`notices/${id}/returned`, { on: dayPlus(today, -1) })
    expect(Object.keys(early.body.errors)).toEqual(['on'])
    // Of another breach, and of an entry that was withdrawn, there is nothing to correct.
    expect((await elsewhere.act(`notices/${id}/returned`, { on: today })).status).toBe(404)
    expect((await elsewhere.act(`notices/${id}/withdraw`)).status).toBe(404)
    expect((await breach.show()).toldOn).toBe(today)
    must(await breach.act(`notices/${id}/withdraw`))
    expect((await breach.show()).toldOn).toBeNull()
    expect((await breach.act(`notices/${id}/withdraw`)).status).toBe(404)
    expect((await breach.act(`notices/${id}/returned`, { on: today })).status).toBe(404)
  })

  it('without anything to do is over on the hospital’s day, not on Greenwich’s', async () => {
    // Fourteen hours east it is the next day from ten on, eleven west the day before until eleven.
    const east = new Date().getUTCHours() >= 10
    await savePolicy(house.owner.write, { timeZone: east ? 'Pacific/Kiritimati' : 'Pacific/Pago_Pago' })
    const breach = desk(must(await officer.post('/api/breaches', facts), 201).id)
    must(await breach.act('assessment', { ...fourFactors, lowProbability: true }))
    must(await breach.act('sign', { outcome: 'low-probability', conclusion: 'Nothing was taken.' }))
    const { settledOn } = await breach.show()
    await savePolicy(house.owner.write, { timeZone: 'UTC' })
    expect(settledOn).toBe(dayPlus(new Date().toISOString().slice(0, 10), east ? 1 : -1))
  })
})
