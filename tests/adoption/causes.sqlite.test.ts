import { beforeAll, expect, it } from 'vitest'
import { noteEvents } from '../../api/adoption/noteEvents.ts'
import { dayNumber, monthNumber } from '../../api/adoption/rollup/calendar.ts'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { transact } from '../../api/core/db/transact.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'

const house = houseForTests()
let manager: Person

/** What was published of the hospital from March to September, by month. */
const published: Record<string, readonly number[]> = {
  eligible: [3_000, 3_000, 3_000, 3_000, 3_000, 3_000, 3_000],
  'call-closed': [150, 150, 150, 150, 150, 150, 150],
  'cause:locked-out': [100, 100, 100, 100, 100, 100, 100],
  'cause:forgotten-password': [25, 25, 25, 0, 0, 0, 0],
  'cause:reset-link-expired': [120, 120, 120, 120, 120, 120, 0],
  'cause:no-email': [12, 0, 0, 0, 0, 12, 0],
}

beforeAll(async () => {
  manager = await house.signIn('manager')
  Object.assign(house.desk, { clock: () => new Date('2026-11-02T15:00:00Z') })
  const db = house.owner.write
  await db.insertInto('adoption_cell').values({ cell: 1, grp: 0, key: '' }).execute()
  await db
    .insertInto('adoption_published')
    .values(
      Object.entries(published).flatMap(([series, months]) =>
        months.map((n, i) => ({
          ...{ grp: 0, series, cell: 1, month: monthNumber('2026-03') + i },
          ...{ n, people: n },
        })),
      ),
    )
    .execute()
  const earlier = { grp: 0, cell: 1, month: monthNumber('2026-02') }
  await db
    .insertInto('adoption_published')
    .values([
      { ...earlier, series: 'call-closed', n: 20, people: 20 },
      { ...earlier, series: 'eligible', n: 3_000, people: 3_000 },
    ])
    .execute()
  await db
    .updateTable('adoption_state')
    .set({ published_day: dayNumber('2026-10-31') })
    .execute()
})

it('what too few people call for in a month is not said to be nothing, and no bar is made of the months that are left', async () => {
  const { all, rows } = must(await manager.get('/api/adoption/support?mark=2026-06-15'))
  const shown = new Map(rows.map(({ cause, before, after, ratio }: any) => [cause, { before, after, ratio }]))
  // Neither twelve callers of one month in three, nor a zero where all three are hidden.
  expect([...shown.keys()].toSorted()).toEqual(['forgotten-password', 'locked-out', 'reset-link-expired'])
  expect(all.ratio).not.toBeNull()
  expect(shown.get('locked-out')).toMatchObject({ before: { count: 300 }, after: { count: 300 } })
  const { before, after, ratio } = shown.get('forgotten-password') as any
  expect([before.rate > 0, after.rate, after.low, after.high, ratio]).toEqual([true, null, null, null, null])
  // One month of twenty people at most is little beside 240, and may be any of them.
  const late = shown.get('reset-link-expired') as any
  expect([late.after.high >= (1000 * 260) / 9_200, late.ratio]).toEqual([true, null])
})

it('calls are not set beside months before the first was told of, nor beside that, which may be part of one', async () => {
  const of = async (mark: string) => must(await manager.get(`/api/adoption/support?mark=${mark}`)).all
  expect((await of('2026-06-15')).before.rate).toBeGreaterThan(0)
  const { before, ratio } = await of('2026-05-15')
  expect([before.rate, before.low, ratio]).toEqual([null, null, null])
})

it('steps of enrolment that too few people reached are no share of those seen, and to whoever sees true counts they are none of them', async () => {
  const { steps } = must(await manager.get('/api/adoption/funnel?from=2026-09&to=2026-09'))
  expect(steps.map(({ count, ofFirst }: any) => [count, ofFirst])).toEqual([
    [3_000, 1],
    ...Array(6).fill([0, null]),
  ])
  const officer = await house.signIn('privacy-officer')
  const patient = await aPatient(house)
  await transact(house.desk.db, (trx) =>
    noteEvents(trx, [{ id: 'visit:1', patientId: patient.id, kind: 'seen', at: '2026-09-10T15:00:00.000Z' }]),
  )
  await countEverything(house.desk)
  const seen = must(await officer.get('/api/adoption/funnel?from=2026-10&to=2026-10'))
  expect(seen.steps.map(({ count, ofFirst }: any) => [count, ofFirst])).toEqual([
    [1, 1],
    ...Array(6).fill([0, 0]),
  ])
})
