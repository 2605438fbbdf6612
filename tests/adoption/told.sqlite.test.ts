import { beforeAll, expect, it } from 'vitest'
import { noteEvents } from '../../api/adoption/noteEvents.ts'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { transact } from '../../api/core/db/transact.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'

const house = houseForTests()
let officer: Person

// Visits were imported of years before; the first call came in the middle of March 2025, and twenty in each month since.
beforeAll(async () => {
  Object.assign(house.desk, { clock: () => new Date('2026-11-10T15:00:00Z') })
  officer = await house.signIn('privacy-officer')
  const { id: patientId } = await aPatient(house)
  const months = Array.from({ length: 35 }, (_, i) => new Date(Date.UTC(2024, i, 20)).toISOString())
  await transact(house.desk.db, (trx) =>
    noteEvents(
      trx,
      months.flatMap((at) => [
        { id: `visit:${at}`, patientId, kind: 'seen' as const, at },
        ...(at < '2025-03' ? [] : (['call'] as const)).flatMap((kind) =>
          Array.from({ length: 20 }, (_, i) => ({ id: `${kind}:${at}:${i}`, patientId, kind, at })),
        ),
      ]),
    ),
  )
  await countEverything(house.desk)
}, 120_000)

it('what nobody told of yet is not none: calls are compared with no months before the first was counted', async () => {
  const compared = async (against: string) => {
    const asked = `from=2026-05&to=2026-07&against=${against}&figures=calls`
    const [{ before, change }] = must(await officer.get(`/api/adoption/figures?${asked}`)).figures
    return [before?.numerator ?? null, change === null]
  }
  expect(await compared('2024-06')).toEqual([null, true])
  // Of March there is a part.
  expect(await compared('2025-03')).toEqual([null, true])
  expect(await compared('2025-04')).toEqual([60, false])
})
