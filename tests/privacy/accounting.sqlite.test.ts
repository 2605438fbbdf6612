import { beforeAll, expect, it } from 'vitest'
import { dayPlus } from '../../api/core/calendar.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { remindOfficers } from '../../api/privacy/remindOfficers.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'

const house = houseForTests()
const today = new Date().toISOString().slice(0, 10)
let officer: Person
beforeAll(async () => {
  await savePolicy(house.owner.write, { timeZone: 'UTC' })
  house.stopClock()
  officer = await house.signIn('privacy-officer', 'Olive Officer')
}, 60_000)

const ask = async (patientId: string, receivedOn: string, more = {}) =>
  must(await officer.post(`/api/patients/${patientId}/accounting-requests`, { receivedOn, ...more }), 201)
const shown = async (id: string) => must(await officer.get(`/api/accounting-requests/${id}`))
const disclose = async (patientId: string, purpose: string, recipient: string) =>
  must(
    await officer.post(`/api/patients/${patientId}/disclosures`, {
      ...{ disclosedOn: dayPlus(today, -40), recipient, description: 'Immunizations', purpose },
    }),
    201,
  )

it('a request is due in 60 days from the day it was received, 30 more once with a reason, and the first in a year is free', async () => {
  const { id: patientId } = await aPatient(house)
  const early = await ask(patientId, dayPlus(today, -400))
  const { id, dueOn } = await ask(patientId, dayPlus(today, -20))
  expect(dueOn).toBe(dayPlus(today, 40))
  expect([(await shown(early.id)).free, (await shown(id)).free]).toEqual([true, true])
  expect((await shown((await ask(patientId, dayPlus(today, -1))).id)).free).toBe(false)
  const ahead = { receivedOn: dayPlus(today, 1) }
  expect(
    (await officer.post(`/api/patients/${patientId}/accounting-requests`, ahead)).body.errors,
  ).toHaveProperty('receivedOn')
  const extend = (one: string) =>
    officer.post(`/api/accounting-requests/${one}/extend`, { reason: 'The archive is being moved.' })
  expect(must(await extend(id)).dueOn).toBe(dayPlus(today, 70))
  expect((await extend(id)).body.code).toBe('accounting-extended')
  // Past its time nothing is extended.
  expect((await extend(early.id)).body.code).toBe('accounting-due')
  const list = must(await officer.get('/api/accounting-requests?filter={"open":true}&sort=["dueOn","ASC"]'))
  expect(list.map((row: any) => [row.dueOn, row.overdue])).toEqual([
    [dayPlus(today, -340), true],
    [dayPlus(today, 59), false],
    [dayPlus(today, 70), false],
  ])
  expect(JSON.stringify(await house.audit())).not.toContain('archive')
  for (const one of [id, early.id])
    must(await officer.post(`/api/accounting-requests/${one}/withdraw`, { reason: 'Asked twice.' }))
})

it('what was given is kept as it was given, without what an agency asked to leave out for a time', async () => {
  const { id: patientId } = await aPatient(house)
  await disclose(patientId, 'public-health', 'County health department')
  const police = await disclose(patientId, 'law-enforcement', 'County sheriff')
  await disclose(patientId, 'law-enforcement', 'County sheriff')
  const wrong = await disclose(patientId, 'other', 'By mistake')
  must(await officer.post(`/api/disclosures/${wrong.id}/withdraw`, { reason: 'Wrong patient.' }))
  const given = { kind: 'oral', saidOn: today, official: 'Sgt. Doe, sheriff', reason: 'An inquiry.' }
  const suspend = (id: string, over: object) =>
    officer.post(`/api/disclosures/${id}/suspend`, { ...given, until: dayPlus(today, 30), ...over })
  expect((await suspend(police.id, { until: dayPlus(today, 31) })).body.errors).toHaveProperty('until')
  expect((await suspend(police.id, { until: dayPlus(today, -1) })).body.errors).toHaveProperty('until')
  must(await suspend(police.id, {}), 201)
  const open = await ask(patientId, today)
  must(await officer.post(`/api/accounting-requests/${open.id}/answer`, { method: 'first-class-mail' }))
  const answered = await shown(open.id)
  expect(answered).toMatchObject({ state: 'answered', leftOut: 2, answeredBy: 'Olive Officer', free: true })
  expect(answered.copy.disclosures.map((one: any) => one.recipient)).toEqual(['County health department'])
  expect(
    (await officer.post(`/api/accounting-requests/${open.id}/answer`, { method: 'in-person' })).status,
  ).toBe(409)

  // What is entered later, or suspended no more, changes nothing of what was given; the next one holds it.
  await disclose(patientId, 'research', 'A university')
  house.later(31 * 86_400)
  officer = await house.signIn('privacy-officer', 'Olive Officer')
  expect((await shown(open.id)).copy).toEqual(answered.copy)
  const next = await ask(patientId, dayPlus(today, 31))
  must(await officer.post(`/api/accounting-requests/${next.id}/answer`, { method: 'in-person' }))
  const later = await shown(next.id)
  expect([later.copy.disclosures.length, later.leftOut, later.free]).toEqual([4, 0, false])

  const [event] = (await house.audit('accounting.answered')).slice(-1)
  const kept = (await house.rows('accounting_request')).find((row) => row.id === next.id)!
  expect(event).toMatchObject({
    patientIds: [patientId],
    objectId: next.id,
    detail: { rows: 4, leftOut: 0, copy: house.desk.keys.mac('accounting-copy', `${next.id} ${kept.copy}`) },
  })
  expect(JSON.stringify(await house.audit())).not.toMatch(/sheriff|university/i)
})

it('officers are reminded of one that is due soon', async () => {
  const { id } = await aPatient(house)
  await ask(id, dayPlus(today, -25))
  await remindOfficers(house.desk)
  await deliverMail(house.desk)
  expect(house.mailbox.mails.map((mail: any) => mail.text).join()).toMatch(
    /Accountings of disclosures to give, due soon or overdue: \d/,
  )
})

it('what was entered with a record that was merged since stands in the accounting of whoever it is, and counts for what is free', async () => {
  const [kept, merged] = [await aPatient(house), await aPatient(house)]
  await disclose(merged.id, 'public-health', 'County health department')
  const police = await disclose(merged.id, 'law-enforcement', 'County sheriff')
  await disclose(kept.id, 'law-enforcement', 'County sheriff')
  const suspension = { kind: 'written', saidOn: today, until: dayPlus(today, 600), official: 'Lt. Hall' }
  must(await officer.post(`/api/disclosures/${police.id}/suspend`, { ...suspension, reason: 'A case.' }), 201)
  const earlier = await ask(merged.id, dayPlus(today, -30))
  await house.owner.write
    .updateTable('patient')
    .set({ replaced_by: kept.id })
    .where('id', '=', merged.id)
    .execute()
  const later = await ask(kept.id, dayPlus(today, -1))
  expect((await shown(later.id)).free).toBe(false)
  for (const { id } of [earlier, later]) {
    must(await officer.post(`/api/accounting-requests/${id}/answer`, { method: 'in-person' }))
    const { copy, leftOut } = await shown(id)
    expect([copy.disclosures.map((one: any) => one.recipient), leftOut]).toEqual([
      ['County health department'],
      2,
    ])
  }
  const { disclosures } = must(await officer.get(`/api/patients/${kept.id}/disclosures`))
  // Those of one day stand in no order.
  expect(new Set(disclosures.map((one: any) => one.suspendedUntil))).toEqual(
    new Set([suspension.until, suspension.until, null]),
  )
})
