import { beforeEach, describe, expect, it } from 'vitest'
import { savePolicy } from '../../api/core/policy.ts'
import { loginsPolicy } from '../../api/logins/policy.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCall, aCase, anAccount, aPatient, must, refused, type TestPatient } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeEach(async () => {
  await house.owner.write.deleteFrom('throttle').execute()
  agent = await house.signIn('helpdesk')
})
const act = (by: Person, patient: TestPatient, name: string, body: object) =>
  by.post(`/api/patients/${patient.id}/acts/${name}`, body)

describe('closing logins', () => {
  itOnce(
    'has a budget a day for proved callers too, whatever the reason; beyond it a colleague does the next',
    async () => {
      await savePolicy(house.owner.write, { closingsADay: 3 }, loginsPolicy)
      const statuses = []
      const reasons = ['patient-request', 'moved', 'duplicate', 'deceased', 'moved']
      let last: { patient: TestPatient; body: object } | undefined
      for (const reason of reasons) {
        const patient = await aPatient(house)
        await anAccount(house, patient)
        const body = { ...(await aCall(agent, patient)), reason }
        const reply = await act(agent, patient, 'disable', body)
        statuses.push(reply.status)
        if (reply.status === 403)
          expect(refused(reply, 403).missing).toMatchObject([{ code: 'second-person' }])
        last = { patient, body }
      }
      expect(statuses).toEqual([200, 200, 200, 403, 403])
      const colleague = await house.signIn('supervisor')
      must(await act(colleague, last!.patient, 'disable', last!.body))
      // An intruder is shut out whatever was closed before.
      const patient = await aPatient(house)
      await anAccount(house, patient)
      const { id: caseId } = await aCase(agent, patient.id)
      must(await act(agent, patient, 'disable', { caseId, reason: 'suspected-takeover' }))
      await savePolicy(house.owner.write, { closingsADay: loginsPolicy.closingsADay.usual }, loginsPolicy)
    },
  )

  it.each(['wrong-person', 'suspected-takeover'])(
    'for %s ends what the caller was proved for and what waits to change, at once, in every case',
    async (reason) => {
      const patient = await aPatient(house)
      await anAccount(house, patient)
      const [one, another] = [await aCall(agent, patient), await aCall(agent, patient)]
      await house.owner.write
        .updateTable('verification')
        .set({ tier: 'T2' })
        .where('id', '=', one.verificationId)
        .execute()
      const change = { ...one, reason: 'asked', email: 'theirs@example.test', old: 'end' }
      must(await act(agent, patient, 'change-email', change))
      const { id: caseId } = await aCase(agent, patient.id)
      must(await act(agent, patient, 'disable', { caseId, reason }))
      const rows = await house.rows('contact_change')
      expect(rows.filter((row) => row.patient_id === patient.id).map(({ state }) => state)).toEqual([
        'stopped',
      ])
      for (const call of [one, another])
        expect(
          refused(await act(agent, patient, 'end-sessions', { ...call, reason: 'x' }), 403).missing,
        ).toMatchObject([{ code: 'verification-expired' }, { code: 'tier-T1' }])
      const told = (await house.rows('support_case')).find(({ id }) => id === caseId)!
      expect(told.escalated_to).toBe('privacy')
    },
  )
})
