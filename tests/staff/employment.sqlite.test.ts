import { expect, it } from 'vitest'
import { dayPlus } from '../../api/core/calendar.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { endEmployment } from '../../api/staff/endEmployment.ts'
import { houseForTests } from '../support/harness.ts'
import { must } from '../support/people.ts'
import { aMember } from '../support/snoopers.ts'

const house = houseForTests()
const today = new Date().toISOString().slice(0, 10)

it('who is employed no longer is signed out and cannot come back, and the administrators are told', async () => {
  await savePolicy(house.owner.write, { timeZone: 'UTC' })
  const admin = await house.signIn('administrator')
  const leaver = await house.signIn('helpdesk', 'Lou Leaver')
  const until = (employed_until: string) =>
    house.owner.write
      .updateTable('staff_record')
      .set({ employed_until })
      .where('staff_id', '=', leaver.id)
      .execute()
  const stays = await aMember(house, { record: { employed_until: today } })
  const record = (await house.rows('staff_record'))[0]!
  await house.owner.write
    .insertInto('staff_record')
    .values({ ...record, staff_id: leaver.id })
    .execute()

  expect(await endEmployment(house.desk)).toBe(0)
  await until(dayPlus(today, -1))
  expect(await endEmployment(house.desk)).toBe(1)
  expect((await leaver.get('/api/me')).status).toBe(401)
  const rows = new Map((await house.rows('staff')).map((row) => [row.id, row]))
  expect([rows.get(leaver.id)!.status, rows.get(stays)!.status]).toEqual(['disabled', 'active'])
  expect(await house.audit('staff.employment-ended')).toMatchObject([
    { actorType: 'system', objectId: leaver.id, detail: { employedUntil: dayPlus(today, -1) } },
  ])
  await deliverMail(house.desk)
  const mail = house.mailbox.mails.at(-1)
  expect(JSON.stringify(mail)).toContain('Lou Leaver')

  // Once, and not undone while the records say so.
  expect(await endEmployment(house.desk)).toBe(0)
  const enable = () => admin.post(`/api/staff/${leaver.id}/enable`, { version: rows.get(leaver.id)!.version })
  expect((await enable()).body.code).toBe('no-longer-employed')
  await until(dayPlus(today, 30))
  must(await enable())
  expect(await endEmployment(house.desk)).toBe(0)
})
