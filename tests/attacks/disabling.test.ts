import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { transact } from '../../api/core/db/transact.ts'
import { reviewChanged } from '../../api/staff/schema.ts'
import { engine, houseForTests, type Person } from '../support/harness.ts'
import { aCase, aPatient, must } from '../support/people.ts'

const house = houseForTests()
let admin: Person
let patientId: string
beforeAll(async () => {
  admin = await house.signIn('administrator')
  patientId = (await aPatient(house)).id
})

const versionOf = async (id: string) => (await house.rows('staff')).find((row) => row.id === id)!.version
const disable = async ({ id }: Person) =>
  admin.post(`/api/staff/${id}/disable`, { version: await versionOf(id), reason: 'left-the-hospital' })
const revoke = async ({ id: staffId }: Person) => {
  const review = must(await admin.post('/api/access-reviews'), reviewChanged, 201).id
  const body = { staffId, decision: 'revoked', reason: 'Left the desk' }
  return admin.post(`/api/access-reviews/${review}/decide`, body)
}
/** Waits until as many connections of the house wait for a lock. */
async function waiting(count: number) {
  const query = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  const seen = async () => (await query.execute(house.owner.write)).rows[0]!.n
  await expect.poll(seen, { timeout: 4_000 }).toBe(count)
}

describe('whoever keeps acting', () => {
  it('is disabled while they do: nothing of theirs goes through any more', async () => {
    const agent = await house.signIn('helpdesk')
    const cases = await Promise.all(Array.from({ length: 10 }, () => aCase(agent, patientId)))
    const started = performance.now()
    const ends = Promise.all(
      cases.map(async ({ id }) => {
        for (let n = 0; performance.now() - started < 8_000; n++) {
          const { status } = await agent.post(`/api/cases/${id}/notes`, { text: `Note ${n}` })
          if (status !== 200) return status
          // As over a network: in one process nothing else would have its turn between two requests.
          await new Promise(setImmediate)
        }
        return 'never stopped'
      }),
    )
    while ((await house.rows('case_note')).length < 30)
      await new Promise((resolve) => setTimeout(resolve, 10))
    must(await disable(agent))
    const notes = (await house.rows('case_note')).length
    expect(new Set(await ends)).toEqual(new Set([401]))
    expect((await house.rows('case_note')).length).toBe(notes)
  })
})

describe.runIf(engine === 'postgres')('of acts under way', () => {
  for (const [how, by] of [
    ['disabled by an admin', disable],
    ['disabled in a review', revoke],
  ] as const)
    it(`one begun before its actor is ${how} is waited for, one begun after it is not done`, async () => {
      const agent = await house.signIn('helpdesk')
      const { id: caseId } = await aCase(agent, patientId)
      const { id: another } = await aCase(agent, patientId)
      const order: string[] = []
      const asked = (name: string, reply: Promise<{ status: number }>) =>
        reply.then(({ status }) => order.push(`${name} ${status}`))
      const note = (id: string) => agent.post(`/api/cases/${id}/notes`, { text: 'still here' })
      const all = await transact(house.owner, async (trx) => {
        await sql`select 1 from support_case where id = ${caseId} for update`.execute(trx)
        const before = asked('before', note(caseId))
        await waiting(1)
        const disabling = asked('disabling', by(agent))
        await waiting(2)
        const after = asked('after', note(another))
        await waiting(3)
        return [before, disabling, after]
      })
      await Promise.all(all)
      expect(order.sort()).toEqual(['after 401', 'before 200', 'disabling 200'])
      const did = (await house.audit()).map(({ action }) => action)
      expect(did.lastIndexOf('case.noted')).toBeLessThan(did.lastIndexOf('staff.disabled'))
    })
})
