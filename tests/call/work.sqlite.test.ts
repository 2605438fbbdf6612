import { expect, it } from 'vitest'
import { caseFacts } from '../../api/adoption/rollup/queries.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { showWork } from '../../api/call/showWork.ts'
import { casesPolicy } from '../../api/cases/policy.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { watchAccess } from '../../api/privacy/monitor/watchAccess.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCase, aPatient, aVerifiedCaller, handTo, must, seenInPerson } from '../support/people.ts'

const house = houseForTests()

it('the supervisor’s page counts who has what and how calls went, by name, and shares nothing of too few', async () => {
  const [zoe, ann] = [await house.signIn('helpdesk', 'Zoe First'), await house.signIn('helpdesk', 'Ann Last')]
  const supervisor = await house.signIn('supervisor', 'Mia Between')
  const end = { cause: 'other', outcome: 'explained', version: 1 }
  const closed = async (by: Person, again = false) => {
    const patient = await aPatient(house)
    const { id } = await aCase(by, patient.id)
    must(await by.post(`/api/cases/${id}/close`, end))
    if (again) await aCase(ann, patient.id)
  }
  for (let n = 0; n < 5; n++) await closed(zoe)
  await closed(zoe, true)
  const patient = await aPatient(house)
  const { id, version } = await aCase(ann, patient.id)
  await aVerifiedCaller(ann, patient, id)
  must(await ann.post(`/api/cases/${id}/priority`, { priority: 'urgent', version }))
  const moved = await aCase(ann, (await aPatient(house)).id)
  must(
    await ann.post(`/api/cases/${moved.id}/escalate`, { ...handTo('registration'), version: moved.version }),
  )
  const seen = async () => must(await supervisor.get('/api/desk-work'), showWork)
  const now = await seen()
  expect(now.people.map(({ name }) => name)).toEqual(['Ann Last', 'Zoe First'])
  expect(now.people[0]).toMatchObject({ open: 2, urgent: 1, opened: 3, closed: 0 })
  expect(now.queues).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ queue: null, open: 2, unassigned: 0 }),
      expect.objectContaining({ queue: 'registration', open: 1, unassigned: 1 }),
    ]),
  )
  expect(now.shares.urgent).toMatchObject({ count: 1, of: 9, low: null, high: null })
  // Signed out a moment ago is still a moment ago, as the list of staff has it.
  must(await zoe.delete('/api/session'))
  const seenAt = async () => (await seen()).people.find(({ name }) => name === 'Zoe First')!.lastSeenAt
  expect(await seenAt()).not.toBeNull()
  // Nobody has had the time to call again.
  expect(now.shares.firstContact).toMatchObject({ count: 0, of: 0 })
  expect(JSON.stringify(now)).not.toContain(patient.familyName)
  house.later(8 * 86_400)
  await savePolicy(house.desk.db.write, { smallestShare: 6 }, casesPolicy)
  const later = must(await (await house.signIn('supervisor')).get('/api/desk-work'), showWork)
  const hers = later.people.find(({ name }) => name === 'Zoe First')!
  expect(hers.firstContact).toMatchObject({ count: 5, of: 6 })
  expect(hers.firstContact.low).toBeLessThan(5 / 6)
  expect(later.people.find(({ name }) => name === 'Ann Last')!.firstContact).toMatchObject({
    of: 0,
    low: null,
  })
  for (const role of ['helpdesk', 'records', 'manager'] as const)
    expect((await (await house.signIn(role)).get('/api/desk-work')).status).toBe(403)
})

it('a case that came back from a queue was transferred, and one that was merged counts as the other', async () => {
  const [agent, records] = [await house.signIn('helpdesk', 'Una Twice'), await house.signIn('records')]
  const end = { cause: 'other', outcome: 'explained' }
  const act = async (by: Person, id: string, what: string, body: object = {}) => {
    const { version } = must(await by.get(`/api/cases/${id}`))
    return must(await by.post(`/api/cases/${id}/${what}`, { ...body, version }))
  }
  const { id } = await aCase(agent, (await aPatient(house)).id)
  await act(agent, id, 'escalate', handTo('registration'))
  await act(records, id, 'take')
  await act(records, id, 'give-back', { note: 'It is right now' })
  await act(agent, id, 'close', end)
  const patient = await aPatient(house)
  const [one, second] = [await aCase(agent, patient.id), await aCase(agent, patient.id)]
  await act(agent, second.id, 'merge', { into: one.id })
  await act(agent, one.id, 'close', end)
  house.later(8 * 86_400)
  const { people } = must(await (await house.signIn('supervisor')).get('/api/desk-work'), showWork)
  const hers = people.find(({ name }) => name === 'Una Twice')!
  expect(hers).toMatchObject({ opened: 2, closed: 2, firstContact: { count: 1, of: 2 } })
  const facts = await caseFacts(house.desk.db.read, [id, one.id])
  expect([id, one.id].map((each) => facts.get(each)!.closed.escalated)).toEqual([true, false])
})

it('what went round a rule is counted out of what kept to it: records opened in an emergency, proofs that were declined', async () => {
  const figures = async () =>
    must(await (await house.signIn('supervisor')).get('/api/desk-work'), showWork).shares
  /** All that is in the log by now is evaluated, once its days are over. */
  const evaluated = async (days: number) => {
    house.later(days * 86_400)
    await sealAudit(house.desk, withoutPause)
    await watchAccess(house.desk)
  }
  await evaluated(40)
  expect((await figures()).emergency).toMatchObject({ count: 0 })
  const manager = await house.signIn('manager')
  const by = await house.signIn('helpdesk')
  const patients = await Promise.all([1, 2, 3].map(() => aPatient(house)))
  for (const { id } of patients) must(await by.get(`/api/patients/${id}`))
  const { birthDate, mrn, id } = patients[0]!
  const glass = { birthDate, mrn, reason: 'emergency-care', explanation: 'The record was needed at once' }
  // Twice on one day, and looked at: once.
  for (const _ of [1, 2]) must(await manager.post('/api/break-glass', glass), 201)
  must(await manager.get(`/api/patients/${id}`))
  const before = await figures()
  expect(before.emergency.count).toBe(0)
  for (const [n, verb] of (['decline', 'approve', 'approve'] as const).entries()) {
    const { id: caseId } = await aCase(by, patients[n]!.id)
    const proof = await seenInPerson(by, patients[n]!.id, caseId)
    const body = verb === 'decline' ? { reason: 'not-shown' } : {}
    must(await (await house.signIn('supervisor')).post(`/api/verifications/${proof.id}/${verb}`, body))
  }
  const shares = await figures()
  expect(shares.declined).toMatchObject({ count: 1, of: 3 })
  // Nobody was asked anything: no photo ID makes the share of callers who were not proved smaller.
  const { notVerified } = before
  expect(shares.notVerified).toMatchObject({ count: notVerified.count, of: notVerified.of })
  await evaluated(2)
  // Three by the agent, one by each supervisor who decided, and the manager's.
  expect((await figures()).emergency).toMatchObject({ count: 1, of: 7 })
  await evaluated(40)
  expect((await figures()).emergency).toMatchObject({ count: 0, of: 0 })
})
