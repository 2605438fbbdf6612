import { beforeAll, expect, it } from 'vitest'
import { checkNewest } from '../../api/audit/seal/checkNewest.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { verifyAndTell } from '../../api/privacy/alerts/verifyAndTell.ts'
import { bind as bindAll, faultsIn } from '../support/bound.ts'
import { enrolled } from '../support/enrolled.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCase, aPatient, must } from '../support/people.ts'

const house = houseForTests()
let [officer, second, agent]: Person[] = []
let patientId: string
let caseId: string

const bind = () => bindAll(house)
const faults = async () => {
  await sealAudit(house.desk, withoutPause)
  return faultsIn(house)
}
const disclose = async () =>
  must(
    await officer!.post(`/api/patients/${patientId}/disclosures`, {
      disclosedOn: '2026-01-15',
      ...{ recipient: 'County sheriff', description: 'Address', purpose: 'law-enforcement' },
    }),
    201,
  )

beforeAll(async () => {
  house.stopClock()
  officer = await enrolled(house, 'privacy-officer', 'Olive Officer')
  second = await enrolled(house, 'privacy-officer', 'Oscar Officer')
  agent = await enrolled(house, 'helpdesk', 'Hal Helper')
  patientId = (await aPatient(house)).id
  caseId = (await aCase(agent, patientId)).id
  await disclose()
  await bind()
}, 60_000)

it('what acts change stays bound, and what nothing changed is not bound again', async () => {
  expect(await faults()).toEqual([])
  expect(await bind()).toBe(false)
  const { change } = must(
    await officer!.put('/api/privacy-rules/self', {
      ...{ enabled: false, thresholds: {}, reason: 'A trial.', version: 0 },
    }),
  )
  must(await second!.post('/api/privacy-rules/self/confirm', { id: change }))
  const admin = await enrolled(house, 'administrator')
  must(await admin.put('/api/policy/activityReviewDays', { value: 60, reason: 'operation' }))
  const { version } = (await house.rows('staff')).find(({ id }) => id === agent!.id)!
  must(await admin.post(`/api/staff/${agent!.id}/disable`, { reason: 'left-the-hospital', version }))
  await disclose()
  expect(await faults()).toEqual([])
  expect(await bind()).toBe(true)
  expect(await faults()).toEqual([])
  expect(await bind()).toBe(false)
})

it('verification says which table was changed with no act, before the next binding and after it', async () => {
  const { write } = house.owner
  const put = (table: any, id: string, change: object) =>
    (write as any)
      .updateTable(table)
      .set(change)
      .where(table === 'privacy_rule' ? 'rule' : 'id', '=', id)
      .execute()
  const [entry] = await house.rows('disclosure')
  const staff = (await house.rows('staff')).find(({ id }) => id === second!.id)!
  const kept = (await house.rows('support_case')).find(({ id }) => id === caseId)!
  const cases: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
    [
      'staff, names of staff',
      () => put('staff', staff.id, { name: 'Somebody Else' }),
      () => put('staff', staff.id, { name: staff.name }),
    ],
    [
      'staff',
      () => put('staff', staff.id, { role: 'manager' }),
      () => put('staff', staff.id, { role: staff.role }),
    ],
    [
      'disclosures',
      () => put('disclosure', entry!.id, { recipient: 'Nobody' }),
      () => put('disclosure', entry!.id, { recipient: entry!.recipient }),
    ],
    [
      'disclosures',
      () => write.deleteFrom('disclosure').where('id', '=', entry!.id).execute(),
      () => write.insertInto('disclosure').values(entry!).execute(),
    ],
    [
      'cases',
      () => put('support_case', caseId, { opened_by: second!.id }),
      () => put('support_case', caseId, { opened_by: kept.opened_by }),
    ],
    [
      'alert rules',
      () => put('privacy_rule', 'self', { enabled: 1 }),
      () => put('privacy_rule', 'self', { enabled: 0 }),
    ],
    [
      'policy',
      () =>
        write.updateTable('setting').set({ value: '90' }).where('name', '=', 'activityReviewDays').execute(),
      () =>
        write.updateTable('setting').set({ value: '60' }).where('name', '=', 'activityReviewDays').execute(),
    ],
    [
      'how far accesses are scored',
      () => write.updateTable('privacy_state').set({ scored_to: '2099-01-01' }).execute(),
      () => write.updateTable('privacy_state').set({ scored_to: null }).execute(),
    ],
  ]
  for (const [name, tamper, undo] of cases) {
    await tamper()
    const told = name.split(', ').map((one) => `bound ${one}`)
    expect(await faults()).toEqual(told)
    const minute = (await checkNewest(house.desk)).map(({ message }) => `bound ${message.split(':')[0]}`)
    expect(minute).toEqual(told)
    await bind()
    expect(await faults()).toEqual(told)
    await undo()
    expect(await faults()).toEqual([])
    expect(await checkNewest(house.desk)).toEqual([])
  }
})

it('a clock that was ahead when it was bound leaves no false alarm, and no gap for what has no event', async () => {
  house.later(3 * 86_400)
  officer = await enrolled(house, 'privacy-officer', 'Olive Officer')
  await disclose()
  await bind()
  house.later(-3 * 86_400 + 600)
  officer = await enrolled(house, 'privacy-officer', 'Olive Officer')
  const { id } = await disclose()
  expect(await faults()).toEqual([])
  const [entry] = await house.rows('disclosure')
  const forged = { ...entry!, id: `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}` }
  await house.owner.write.insertInto('disclosure').values(forged).execute()
  expect(await faults()).toEqual(['bound disclosures'])
})

it('what the running verification finds reaches officers and administrators', async () => {
  const admin = await enrolled(house, 'administrator')
  await house.owner.write.updateTable('privacy_state').set({ scored_to: '2099-01-01' }).execute()
  house.later(30 * 3_600)
  await verifyAndTell(house.desk)
  await deliverMail(house.desk)
  const told = house.mailbox.mails.filter(({ subject }) => subject === 'The audit log does not verify')
  expect(told.map(({ to }) => to)).toEqual(
    expect.arrayContaining([officer!.email, second!.email, admin.email]),
  )
})
