import { expect, it, vi } from 'vitest'
import * as here from '../../api/call/presence.ts'
import { openDb } from '../../api/core/db/open.ts'
import { houseForTests } from '../support/harness.ts'
import { aCase, aPatient } from '../support/people.ts'

const house = houseForTests()

/** Another process: nothing of its memory is this one's, and its connections are its own. */
async function aNode() {
  vi.resetModules()
  const db = openDb(house.desk.config.databaseUrl)
  return { db, ...(await import('../../api/call/presence.ts')) }
}

it('two people in one case see each other, on two nodes of one desk where there may be several', async () => {
  const several = house.desk.db.engine === 'postgres'
  const signedIn = await house.signIn('helpdesk', 'Alex Thistlewood')
  const agent = { id: signedIn.id, name: 'Alex Thistlewood' }
  const colleague = { id: (await house.signIn('helpdesk', 'Ben Okafor')).id, name: 'Ben Okafor' }
  const [mine, another] = [await aCase(signedIn, (await aPatient(house)).id), { id: 'another case' }]
  const node = several ? await aNode() : { db: house.desk.db, ...here }
  const stay = here.enter(house.desk.db, mine.id, agent)
  const [there, twice] = [1, 2].map(() => node.enter(node.db, mine.id, colleague))
  const elsewhere = node.enter(node.db, another.id, colleague)
  for (const one of [stay, there!, twice!, elsewhere]) await one.others()
  const names = async (one: here.Stay) => (await one.others()).map(({ name }) => name)
  expect(await names(stay)).toEqual(['Ben Okafor'])
  expect(await names(there!)).toEqual(['Alex Thistlewood'])
  expect(await names(elsewhere)).toEqual([])
  await there!.leave()
  expect(await names(stay)).toEqual(['Ben Okafor'])
  await twice!.leave()
  expect(await names(stay)).toEqual([])
  expect(await names(there!)).toEqual(['Alex Thistlewood'])
  const rows = () => house.rows('case_presence')
  if (!several) return expect(await rows()).toEqual([])

  // A node that dies takes leave of nobody: who it had is shown no longer than they count, and swept out by the next.
  const dying = node.enter(node.db, mine.id, colleague)
  await dying.others()
  await node.db.close()
  await dying.leave()
  expect(await names(stay)).toEqual(['Ben Okafor'])
  const left = (await rows()).filter(({ staff_id }) => staff_id === colleague.id)
  expect(left).toHaveLength(2)
  const now = Math.floor(Date.now() / 1000)
  for (const { until_second } of left) expect(Number(until_second) - now).toBeLessThanOrEqual(20)
  await house.owner.write
    .updateTable('case_presence')
    .set({ until_second: now - 1 })
    .where('staff_id', '=', colleague.id)
    .execute()
  expect(await names(stay)).toEqual([])
  const next = here.enter(house.desk.db, mine.id, colleague)
  expect(await names(next)).toEqual(['Alex Thistlewood'])
  expect((await rows()).filter(({ staff_id }) => staff_id === colleague.id)).toHaveLength(1)
  for (const one of [stay, next]) await one.leave()
  expect(await rows()).toEqual([])
})

it('who comes while somebody leaves is seen by the next: a stream that breaks off takes leave twice', async () => {
  const people = ['Alex Thistlewood', 'Ben Okafor', 'Cleo Marsh'] as const
  const [first, second, third] = await Promise.all(
    people.map(async (name) => ({ id: (await house.signIn('helpdesk', name)).id, name })),
  )
  const { id } = await aCase(await house.signIn('helpdesk'), (await aPatient(house)).id)
  const gone = here.enter(house.desk.db, id, first!)
  await gone.others()
  await gone.leave()
  const stay = here.enter(house.desk.db, id, second!)
  await stay.others()
  await gone.leave()
  const next = here.enter(house.desk.db, id, third!)
  expect((await next.others()).map(({ name }) => name)).toEqual(['Ben Okafor'])
  expect((await stay.others()).map(({ name }) => name)).toEqual(['Cleo Marsh'])
  for (const one of [stay, next]) await one.leave()
})
