import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { tellRepeatedDenials } from '../../api/acts/permit.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { watchAccess } from '../../api/privacy/monitor/watchAccess.ts'
import { privacyPolicy } from '../../api/privacy/policy.ts'
import { houseForTests, type Person, type Reply } from '../support/harness.ts'
import { writeLog } from '../support/log.ts'
import { aPatient, must, type TestPatient } from '../support/people.ts'
import { act, aMember } from '../support/snoopers.ts'

const house = houseForTests()
const forty = Array.from({ length: 40 }, (_, i) => i)
const statuses = (replies: Reply[]) =>
  Object.fromEntries([...Map.groupBy(replies, (r) => r.status)].map(([status, all]) => [status, all.length]))

let officers: Person[]
let patient: TestPatient
beforeAll(async () => {
  officers = [await house.signIn('privacy-officer'), await house.signIn('privacy-officer')]
})

const emergency = (over = {}) => ({
  mrn: patient.mrn,
  birthDate: patient.birthDate,
  reason: 'emergency-care',
  explanation: 'The ward called, the desk is closed.',
  ...over,
})
const wrong = () => emergency({ birthDate: '1901-01-01' })
const open = (who: Person, over?: object, headers?: Record<string, string>) =>
  who.post('/api/break-glass', emergency(over), headers)

/** An alert that an emergency access raised. */
async function anAlert(): Promise<{ id: string; by: Person }> {
  patient = await aPatient(house)
  const by = await house.signIn('administrator')
  must(await open(by), 201)
  const row = (await house.rows('privacy_alert')).find((a) => a.patient_id === patient.id)!
  return { id: row.id, by }
}

describe('an alert', () => {
  it('signed by two officers at once has one signature, and the other hears that it changed', async () => {
    const { id } = await anAlert()
    const signature = (outcome: string) => ({ outcome, measure: 'none', conclusion: 'Fine.', version: 1 })
    const replies = await Promise.all(
      forty.map((i) =>
        officers[i % 2]!.post(
          `/api/privacy-alerts/${id}/sign`,
          signature(i % 2 ? 'appropriate' : 'exception'),
        ),
      ),
    )
    expect(statuses(replies)).toEqual({ 200: 1, 409: 39 })
    expect((await house.audit('privacy-alert.signed')).filter((e) => e.objectId === id).length).toBe(1)
  })

  it('that is being signed takes nothing more in: the same again is an alert of its own', async () => {
    const { id, by } = await anAlert()
    const signature = { outcome: 'appropriate', measure: 'none', conclusion: 'Fine.', version: 1 }
    await Promise.all([officers[0]!.post(`/api/privacy-alerts/${id}/sign`, signature), open(by)])
    const [alerts, findings] = [await house.rows('privacy_alert'), await house.rows('privacy_finding')]
    const signed = alerts.find((a) => a.id === id)!
    expect(signed.status).toBe('signed')
    // Whichever was first: what came after the signature is in an open alert.
    const held = findings.filter((f) => f.patient_id === patient.id)
    const atSigning = held.filter((f) => f.alert_id === id).length
    expect([atSigning, held.length]).toEqual([1, alerts.filter((a) => a.patient_id === patient.id).length])
  })

  it('is due in the days that policy says', async () => {
    await savePolicy(house.owner.write, { alertDays: 10 }, privacyPolicy)
    const { id } = await anAlert()
    await savePolicy(house.owner.write, { alertDays: 60 }, privacyPolicy)
    const row = (await house.rows('privacy_alert')).find((a) => a.id === id)!
    expect(Date.parse(row.due_at) - Date.parse(row.discovered_at)).toBe(10 * 86_400_000)
  })
})

describe('guesses at emergency access', () => {
  it('made forty at once get as many answers as made one after the other, and the right one waits too', async () => {
    patient = await aPatient(house)
    const guesser = await house.signIn('manager')
    const failures = async () =>
      (await house.audit('break-glass.opened')).filter((e) => e.actorId === guesser.id).map((e) => e.outcome)
    const replies = await Promise.all(forty.map(() => guesser.post('/api/break-glass', wrong())))
    expect(statuses(replies)).toEqual({ 404: 6, 429: 34 })
    expect(await failures()).toEqual(Array(6).fill('failure'))
    const right = await open(guesser)
    expect([right.status, right.body.code]).toEqual([429, 'emergency-guesses-over'])
    // Half a minute from when the last guess was counted.
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(right.headers.get('retry-after'))).toBeLessThanOrEqual(30)
    expect((await house.audit('access.denied')).at(-1)).toMatchObject({
      actorId: guesser.id,
      outcome: 'denied',
      patientIds: [patient.id],
      detail: { act: 'break-glass.opened', refused: 'emergency-guesses-over' },
    })
    house.later(31)
    must(await open(guesser), 201)
  })

  it('are not bought back with a patient one knows, and the one that is right costs nothing', async () => {
    patient = await aPatient(house)
    const guesser = await house.signIn('manager')
    for (let n = 0; n < 5; n++) expect((await guesser.post('/api/break-glass', wrong())).status).toBe(404)
    for (let n = 0; n < 8; n++) must(await open(guesser), 201)
    expect((await guesser.post('/api/break-glass', wrong())).status).toBe(404)
    expect((await guesser.post('/api/break-glass', wrong())).status).toBe(429)
  })

  it('repeated with their key are one guess, with one answer', async () => {
    patient = await aPatient(house)
    const guesser = await house.signIn('manager')
    const key = { 'Idempotency-Key': randomUUID() }
    for (let n = 0; n < 10; n++)
      expect((await guesser.post('/api/break-glass', wrong(), key)).status).toBe(404)
    must(await open(guesser), 201)
  })

  it('leave nothing of what was guessed in the log', async () => {
    patient = await aPatient(house)
    const guesser = await house.signIn('manager')
    await guesser.post('/api/break-glass', emergency({ mrn: 'GUESSED-4711', birthDate: '1977-07-07' }))
    const all = JSON.stringify((await house.audit()).filter((e) => e.actorId === guesser.id))
    for (const secret of ['GUESSED-4711', '1977-07-07']) expect(all).not.toContain(secret)
  })

  it('and the access they lead to last as long as policy says', async () => {
    await savePolicy(house.owner.write, { emergencyMinutes: 5, emergencyGuesses: 3 }, privacyPolicy)
    patient = await aPatient(house)
    const manager = await house.signIn('manager')
    const { expiresAt } = must(await open(manager), 201)
    expect(Date.parse(expiresAt) - house.desk.clock().getTime()).toBeLessThanOrEqual(5 * 60_000)
    house.later(5 * 60 + 1)
    expect((await manager.get(`/api/patients/${patient.id}`)).status).toBe(403)
    for (let n = 0; n < 4; n++) expect((await manager.post('/api/break-glass', wrong())).status).toBe(404)
    expect((await manager.post('/api/break-glass', wrong())).status).toBe(429)
    await savePolicy(house.owner.write, { emergencyMinutes: 30, emergencyGuesses: 5 }, privacyPolicy)
  })
})

describe('at once', () => {
  it('a record is put under watch once', async () => {
    const officer = await house.signIn('privacy-officer')
    const { id: patientId } = await aPatient(house)
    const replies = await Promise.all(
      forty.map(() => officer.post('/api/watched-records', { patientId, kind: 'other' })),
    )
    expect(statuses(replies)).toEqual({ 201: 1, 409: 39 })
  })

  it('an entry of the register is withdrawn once, with the first reason', async () => {
    const officer = await house.signIn('privacy-officer')
    const { id } = await aPatient(house)
    const given = {
      disclosedOn: '2026-01-15',
      recipient: 'County',
      description: 'Labs',
      purpose: 'public-health',
    }
    const entry = must(await officer.post(`/api/patients/${id}/disclosures`, given), 201)
    const replies = await Promise.all(
      forty.map((i) => officer.post(`/api/disclosures/${entry.id}/withdraw`, { reason: `reason ${i}` })),
    )
    expect(statuses(replies)).toEqual({ 200: 1, 409: 39 })
    const { disclosures } = must(await officer.get(`/api/patients/${id}/disclosures`))
    expect(disclosures[0].withdrawnReason).toBe(replies.find((r) => r.status === 200)!.body.withdrawnReason)
  })
})

describe('an odd question', () => {
  it('about years before there was a calendar has an answer, never a fault', async () => {
    const officer = await house.signIn('privacy-officer')
    const { id } = await aPatient(house)
    const url = `/api/patients/${id}/disclosures`
    expect(must(await officer.get(`${url}?to=0003-05-05`)).from).toBe('0001-01-01')
    expect(must(await officer.get(`${url}?to=2024-02-29`)).from).toBe('2018-02-28')
    await savePolicy(house.owner.write, { accountingYears: 10 }, privacyPolicy)
    expect(must(await officer.get(`${url}?to=2024-02-29`)).from).toBe('2014-02-28')
    await savePolicy(house.owner.write, { accountingYears: 6 }, privacyPolicy)
  })

  it('about an access no review has is refused by its number', async () => {
    const officer = await house.signIn('privacy-officer')
    const path = `/api/activity-reviews/${randomUUID()}/items`
    const judge = (position: number) => officer.post(path, { position, finding: 'appropriate' })
    expect((await judge(2 ** 40)).body.errors).toHaveProperty('position')
    expect((await judge(7)).status).toBe(404)
  })

  it('about a number every object has by nature is not taken for a number of the rule', async () => {
    const officer = await house.signIn('privacy-officer')
    for (const name of ['constructor', 'toString']) {
      const change = { enabled: true, reason: 'x', thresholds: { [name]: 1 }, version: 0 }
      const reply = await officer.put('/api/privacy-rules/volume', change)
      expect([name, reply.status]).toEqual([name, 422])
    }
  })

  it('is refused in the language of whoever asks', async () => {
    const officer = await house.signIn('privacy-officer')
    const { id } = await aPatient(house)
    const body = { patientId: id, kind: 'other', toDay: '2001-01-01' }
    const reply = await officer.post('/api/watched-records', body, { 'Accept-Language': 'es' })
    expect(reply.body.errors).toEqual({ toDay: 'no debe estar en el pasado' })
  })
})

describe('the watch over refusals', () => {
  it('counts what access or a limit refused, and not what came too late', async () => {
    const { id } = await anAlert()
    const [late, barred] = [await house.signIn('privacy-officer'), await house.signIn('manager')]
    for (let n = 0; n < 12; n++) {
      await late.post(`/api/privacy-alerts/${id}/assign`, { staffId: null, version: 99 })
      await barred.post(`/api/privacy-alerts/${id}/assign`, { staffId: null, version: 1 })
    }
    await tellRepeatedDenials(house.desk, new Date(8.64e15))
    house.later(2 * 86_400)
    // One access, since a day without any has nothing to score.
    await writeLog(house, [act(await aMember(house), patient.id, house.desk.clock().toISOString())])
    house.later(86_400)
    await writeLog(house, [])
    await watchAccess(house.desk)
    const refusals = (await house.rows('privacy_finding')).filter((f) => f.rule === 'refusals')
    expect(refusals.some((f) => f.staff_id === barred.id)).toBe(true)
    expect(refusals.some((f) => f.staff_id === late.id)).toBe(false)
    const days = await house.rows('privacy_staff_day')
    expect(days.filter((d) => d.staff_id === late.id).map((d) => d.denied)).toEqual([0])
    expect(days.filter((d) => d.staff_id === barred.id).map((d) => d.denied)).toEqual([12])
  })
})
