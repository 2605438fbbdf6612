import { beforeAll, expect, it } from 'vitest'
import { dayPlus } from '../../api/core/calendar.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { remindOfficers } from '../../api/privacy/remindOfficers.ts'
import { facts } from '../acts/examples/breaches.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { must } from '../support/people.ts'
import { aMember } from '../support/snoopers.ts'

const house = houseForTests()
const today = new Date().toISOString().slice(0, 10)
let officer: Person
beforeAll(async () => {
  await savePolicy(house.owner.write, { timeZone: 'UTC' })
  officer = await house.signIn('privacy-officer', 'Olive Officer')
}, 60_000)

const sanction = {
  kind: 'suspension',
  decidedOn: dayPlus(today, -20),
  decidedBy: 'Human resources',
  description: 'Looked at the record of a neighbor.',
}

it('a sanction is carried out or withdrawn, never changed, and not shown to whom it is about', async () => {
  const staffId = await aMember(house)
  const { email } = (await house.rows('staff')).find((row) => row.id === staffId)!
  const other = await house.signIn('privacy-officer')
  const own = (await house.rows('staff')).find((row) => row.id === other.id)!
  const { id } = must(await officer.post('/api/sanctions', { ...sanction, email }), 201)
  const about = must(await officer.post('/api/sanctions', { ...sanction, email: own.email }), 201)
  const seen = async (by: Person) => must(await by.get('/api/sanctions')).map((row: any) => row.id)
  expect((await seen(officer)).sort()).toEqual([id, about.id].sort())
  expect(await seen(other)).toEqual([id])
  const at = `/api/sanctions/${id}`
  expect((await officer.post(`${at}/carried-out`, { on: dayPlus(today, -30) })).body.errors).toHaveProperty(
    'on',
  )
  const ahead = { on: dayPlus(today, 1), decidedOn: dayPlus(today, 1) }
  expect((await officer.post(`${at}/carried-out`, { on: ahead.on })).body.errors).toHaveProperty('on')
  const early = await officer.post('/api/sanctions', { ...sanction, email, decidedOn: ahead.decidedOn })
  expect([early.status, Object.keys(early.body.errors)]).toEqual([422, ['decidedOn']])
  must(await officer.post(`${at}/carried-out`, { on: today }))
  expect((await officer.post(`${at}/carried-out`, { on: today })).body.code).toBe('sanction-over')
  must(await officer.post(`${at}/withdraw`, { reason: 'The wrong person.' }))
  expect((await officer.post(`${at}/withdraw`, { reason: 'Again.' })).body.code).toBe('sanction-over')
  expect(must(await officer.get('/api/sanctions')).find((row: any) => row.id === id)).toMatchObject({
    state: 'withdrawn',
    description: sanction.description,
    withdrawnReason: 'The wrong person.',
  })
  expect(JSON.stringify(await house.audit())).not.toContain('neighbor')
})

it('officers are mailed once a day what is due, by counts alone', async () => {
  must(await officer.post('/api/breaches', { ...facts, summary: 'The chart of Jo Patient.' }), 201)
  await house.owner.write
    .insertInto('privacy_day')
    .values({
      day: dayPlus(today, -40),
      accesses: 1,
      explained: 1,
      unexplained: 0,
      flagged: 0,
      flagged_of: null,
      scored_at: today,
    })
    .execute()
  // Somebody was here in the quarter before last, and nobody reviewed the last.
  await house.owner.write.updateTable('staff').set({ created_at: '2024-01-01T00:00:00.000Z' }).execute()
  const before = house.mailbox.mails.length
  expect(await remindOfficers(house.desk)).toBeGreaterThan(0)
  await deliverMail(house.desk)
  const mails = JSON.stringify(house.mailbox.mails.slice(before))
  for (const sentence of [
    'Breaches with something overdue: 1',
    'Sanctions not carried out yet: 1',
    'A review of activity is due',
    'access review is due',
  ])
    expect(mails).toContain(sentence)
  expect(mails).not.toContain('Jo Patient')
  expect(await remindOfficers(house.desk)).toBe(0)
  house.later(24 * 60 * 60)
  expect(await remindOfficers(house.desk)).toBeGreaterThan(0)
})
