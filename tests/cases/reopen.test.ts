import { beforeAll, describe, expect, it } from 'vitest'
import { supportCase } from '../../api/call/schema.ts'
import { casesPolicy } from '../../api/cases/policy.ts'
import { caseRow } from '../../api/cases/schema.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCall, aCase, anAccount, aPatient, handTo, must, refused } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})
const seen = async (id: string) => must(await agent.get(`/api/cases/${id}`), supportCase)
const act = async (by: Person, id: string, verb: string, body: object) =>
  by.post(`/api/cases/${id}/${verb}`, { version: (await seen(id)).version, ...body })
const close = async (by: Person, id: string) =>
  must(await act(by, id, 'close', { cause: 'locked-out', outcome: 'explained' }), caseRow)
const reopen = (by: Person, id: string) => act(by, id, 'reopen', { reason: 'They called again' })

describe('a closed case', () => {
  itOnce(
    'is reopened with a reason to the desk and to whoever reopens it; how often is kept, and how it had been closed',
    async () => {
      const { id } = await aCase(agent, (await aPatient(house)).id)
      const other = await house.signIn('helpdesk')
      for (const times of [1, 2]) {
        await close(agent, id)
        house.later(60)
        const row = must(await reopen(other, id), caseRow)
        expect(row).toMatchObject({
          status: 'open',
          assigneeId: other.id,
          closedAt: null,
          cause: null,
          outcome: null,
          reopened: times,
          overdue: false,
        })
      }
      const shown = await seen(id)
      expect(shown.closings.map(({ cause, outcome }) => [cause, outcome])).toEqual(
        Array(2).fill(['locked-out', 'explained']),
      )
      expect(shown.notes.filter(({ kind }) => kind === 'reopened')).toHaveLength(2)
      const [event] = await house.audit('case.reopened')
      expect(JSON.stringify(event)).not.toContain('called again')
    },
  )

  itOnce('goes back to the queue it was in, where nobody of the desk has it', async () => {
    const { id } = await aCase(agent, (await aPatient(house)).id)
    must(await act(agent, id, 'escalate', handTo('registration')))
    const records = await house.signIn('records')
    await close(records, id)
    expect(must(await reopen(agent, id), caseRow)).toMatchObject({
      status: 'escalated',
      escalatedTo: 'registration',
      assignedTo: null,
    })
    await close(records, id)
    expect(must(await reopen(records, id), caseRow)).toMatchObject({ assigneeId: records.id })
    // An officer answers no calls, and that queue is not theirs.
    await close(records, id)
    expect(refused(await reopen(await house.signIn('privacy-officer'), id), 403).missing).toMatchObject([
      { code: 'queue' },
    ])
  })

  it('stays closed once its days are over, and while it is open there is nothing to reopen', async () => {
    const { id } = await aCase(agent, (await aPatient(house)).id)
    expect(refused(await reopen(agent, id), 409).code).toBe('case-not-closed')
    await close(agent, id)
    house.later(casesPolicy.reopenDays.usual * 86_400 + 60)
    agent = await house.signIn('helpdesk')
    expect(refused(await reopen(agent, id), 409).code).toBe('closed-long-ago')
    expect((await seen(id)).status).toBe('closed')
  })

  itOnce(
    'revives nothing that its end ended: no proof of the caller, no wait, no call back, no sign-in',
    async () => {
      const patient = await aPatient(house)
      await anAccount(house, patient)
      const { caseId, verificationId } = await aCall(agent, patient)
      const until = new Date(house.desk.clock().getTime() + 86_400_000).toISOString()
      must(await act(agent, caseId, 'wait', { until, note: 'Brings a document' }))
      await house.owner.write
        .updateTable('support_case')
        .set({ signed_in_at: house.desk.clock().toISOString() })
        .where('id', '=', caseId)
        .execute()
      await close(agent, caseId)
      must(await reopen(agent, caseId))
      const shown = await seen(caseId)
      expect(shown.waitingUntil).toBe(null)
      expect(shown.dueAt < until).toBe(true)
      expect(shown.verifications.map(({ live }) => live)).toEqual([false])
      expect(shown.progress.signedInSinceOpened).toBe(false)
      const link = { caseId, verificationId, reason: 'asked for' }
      const sent = await agent.post(`/api/patients/${patient.id}/acts/send-reset-link`, link)
      expect(refused(sent, 403).missing).toMatchObject([
        { code: 'verification-expired' },
        { code: 'tier-T1' },
      ])
      const closed = await act(agent, caseId, 'close', { cause: 'other', outcome: 'signed-in' })
      expect(Object.keys(refused(closed, 422).errors ?? {})).toEqual(['outcome'])
    },
  )

  it('that two reopen at once is reopened once', async () => {
    const { id } = await aCase(agent, (await aPatient(house)).id)
    const { version } = await close(agent, id)
    const both = await Promise.all(
      [agent, await house.signIn('helpdesk')].map((by) =>
        by.post(`/api/cases/${id}/reopen`, { reason: 'x', version }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await seen(id)).reopened).toBe(1)
  })
})
