import { expect, it, vi } from 'vitest'
import { noteEvents } from '../../api/adoption/noteEvents.ts'
import { countingJob } from '../../api/adoption/rollup/countingJob.ts'
import { transact } from '../../api/core/db/transact.ts'
import { houseForTests } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'

const house = houseForTests()

it('a round counts all there is, however slow the machine: after it the thread may be over', async () => {
  const { id } = await aPatient(house)
  const at = new Date(Date.now() - 40 * 86_400_000).toISOString()
  await transact(house.desk.db, (trx) =>
    noteEvents(
      trx,
      Array.from({ length: 250 }, (_, n) => ({ id: `t${n}`, patientId: id, kind: 'results' as const, at })),
    ),
  )
  // Each step takes longer than a round may.
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 20_000
    return now
  })
  await countingJob.round(house.desk, () => false)
  vi.restoreAllMocks()
  expect(await house.rows('adoption_inbox')).toEqual([])
  const told = (await house.rows('adoption_event')).filter(({ kind }) => kind === 'results')
  expect(told).toHaveLength(250)
})
