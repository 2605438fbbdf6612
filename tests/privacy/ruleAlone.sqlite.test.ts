import { beforeAll, expect, it } from 'vitest'
import { bindRecords } from '../../api/audit/seal/bindRecords.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { lapseRules } from '../../api/privacy/rules/lapseRules.ts'
import { enrolled } from '../support/enrolled.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { must } from '../support/people.ts'

const house = houseForTests()
let [officer, second]: Person[] = []
const path = '/api/privacy-rules/deceased'
const off = (version: number) => ({ enabled: false, thresholds: {}, reason: 'Floods the queue.', version })
const rule = async () =>
  must(await second!.get('/api/privacy-rules')).find(({ id }: { id: string }) => id === 'deceased')
/** Sessions end before a change lapses. */
async function signIn() {
  officer = await enrolled(house, 'privacy-officer', 'Olive Officer')
  second = await enrolled(house, 'privacy-officer', 'Oscar Officer')
}
const hour = 3_600
const toEverybody = (subject: RegExp) => house.mailbox.mails.filter((mail) => subject.test(mail.subject))

beforeAll(async () => {
  house.stopClock()
  await signIn()
})

it('whoever changed a rule alone cannot take it back before another officer looked at it', async () => {
  const { change } = must(await officer!.post(`${path}/alone`, off(0)))
  expect((await officer!.post(`${path}/decline`, { id: change })).status).toBe(422)
  expect((await officer!.put(path, { ...off(1), enabled: true })).status).toBe(409)
  expect(await rule()).toMatchObject({ enabled: false, waiting: { alone: true, lapsed: false } })
  must(await second!.post(`${path}/decline`, { id: change }))
  expect(await rule()).toMatchObject({ enabled: true, version: 2, waiting: null })
  // What needed another's word from the start is its proposer's to withdraw.
  const asked = must(await officer!.put(path, off(2)))
  must(await officer!.post(`${path}/decline`, { id: asked.change }))
})

it('what nobody else confirmed goes back by itself, waits to be looked at, and is as an act left it', async () => {
  const { change } = must(await officer!.post(`${path}/alone`, off(2)))
  house.later(71 * hour)
  expect(await lapseRules(house.desk)).toBe(0)
  house.later(2 * hour)
  expect([await lapseRules(house.desk), await lapseRules(house.desk)]).toEqual([1, 0])
  await deliverMail(house.desk)
  await signIn()
  expect(await rule()).toMatchObject({ enabled: true, version: 4, waiting: { id: change, lapsed: true } })
  expect(house.mailbox.mails.filter(({ subject }) => /went back/.test(subject)).length).toBeGreaterThan(1)
  expect((await officer!.post(`${path}/alone`, off(4))).status).toBe(409)
  house.later(120)
  for (let times = 0; times < 2; times++) {
    await sealAudit(house.desk, withoutPause)
    expect((await verifyAudit(house.desk, { index: false, threads: 0 })).faults).toEqual([])
    await bindRecords(house.desk)
  }
  must(await second!.post(`${path}/confirm`, { id: change }))
  expect(await rule()).toMatchObject({ enabled: false, version: 5, waiting: null })
})

it('an administrator decides on a change only where no second officer is, and everybody responsible is told', async () => {
  const admin = await enrolled(house, 'administrator', 'Ada Administrator')
  const { change } = must(await officer!.put(path, { ...off(5), enabled: true }))
  const decide = (verb: string, id = change) => admin.post(`${path}/${verb}`, { id })
  for (const verb of ['confirm', 'decline'])
    expect((await decide(verb)).body).toMatchObject({ status: 409, code: 'officer-decides' })
  await house.desk.db.write
    .updateTable('staff')
    .set({ status: 'disabled' })
    .where('role', '=', 'privacy-officer')
    .where('id', '!=', officer!.id)
    .execute()
  // An administrator alone disables an officer, and enables them again: whoever was at work lately counts.
  expect((await decide('confirm')).body).toMatchObject({ status: 409, code: 'officer-decides' })
  const daysAgo = new Date(house.desk.clock().getTime() - 73 * hour * 1000).toISOString()
  await house.desk.db.write.deleteFrom('staff_session').where('staff_id', '=', second!.id).execute()
  await house.desk.db.write
    .updateTable('staff')
    .set({ last_sign_in_at: daysAgo })
    .where('status', '=', 'disabled')
    .execute()
  expect(must(await admin.get('/api/privacy-rules'))).toContainEqual(
    expect.objectContaining({
      id: 'deceased',
      enabled: false,
      waiting: expect.objectContaining({ mine: false }),
    }),
  )
  must(await decide('confirm'))
  await deliverMail(house.desk)
  expect(toEverybody(/administrator decided/).map(({ to }) => to)).toEqual(
    expect.arrayContaining([officer!.email, admin.email]),
  )
  // What one made alone and what lapsed is unblocked by the same word, and whoever is asked hears of it.
  const alone = must(await officer!.post(`${path}/alone`, off(6)))
  must(await decide('decline', alone.change))
  const asked = must(await officer!.put(path, off(8)))
  await deliverMail(house.desk)
  expect(toEverybody(/waiting for an administrator/).map(({ to }) => to)).toContain(admin.email)
  expect((await admin.put('/api/privacy-rules/volume', off(0))).status).toBe(403)
  must(await decide('decline', asked.change))
})
