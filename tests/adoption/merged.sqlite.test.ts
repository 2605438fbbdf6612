import { expect, it } from 'vitest'
import { noteEvents } from '../../api/adoption/noteEvents.ts'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { rebuildAdoption } from '../../api/adoption/rollup/rebuild.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { markStanding } from '../../api/patients/mergeRecords.ts'
import { patientById } from '../../api/patients/published.ts'
import { markReplaced, updatePatient } from '../../api/patients/updatePatient.ts'
import { houseForTests } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'
import { storedFigures } from '../support/storedFigures.ts'

const house = houseForTests()
const ctx = () => systemCtx(house.desk, 'test', 'test')

it('a merged record counts no more from the hospital’s day of the merge, whatever is told of it later, until it stands again', async () => {
  await savePolicy(house.desk.db.write, { timeZone: 'America/New_York' })
  let now = new Date('2026-01-05T15:00:00Z')
  Object.assign(house.desk, { clock: () => now })
  const officer = await house.signIn('privacy-officer')
  const { id: other, ...record } = await aPatient(house)
  const stays = await aPatient(house)
  await transact(house.desk.db, (trx) =>
    noteEvents(trx, [{ id: 'visit:1', patientId: other, kind: 'seen', at: now.toISOString() }]),
  )
  await countEverything(house.desk)
  const eligible = () =>
    Promise.all(
      ['2026-02', '2026-03', '2026-05'].map(
        async (month) =>
          must(await officer.get(`/api/adoption/figures?figures=accessed&from=${month}&to=${month}`))
            .figures[0].denominator,
      ),
    )
  const told = async (given: Partial<typeof record>) => {
    const { phones: _phones, emails: _emails, ...person } = { ...record, ...given }
    const present = (await patientById(house.desk.db.read, other))!
    const { change } = await transact(house.desk.db, (trx) => updatePatient(trx, ctx(), present, person))
    expect(change).toBe('updated')
    await countEverything(house.desk)
  }

  // The evening of March 31 in New York.
  now = new Date('2026-04-01T01:00:00Z')
  await transact(house.desk.db, (trx) => markReplaced(trx, ctx(), other, stays.id))
  await countEverything(house.desk)
  now = new Date('2026-07-10T15:00:00Z')
  expect(await eligible()).toEqual([1, 0, 0])
  await told({ payer: 'Medicaid' })
  expect(await eligible()).toEqual([1, 0, 0])
  // They died after their other record took this one’s place.
  await told({ deceasedAt: '2026-06-20' })
  expect(await eligible()).toEqual([1, 0, 0])
  const figures = await storedFigures(house)
  await rebuildAdoption(house.desk)
  expect(await storedFigures(house)).toEqual(figures)

  now = new Date('2026-07-11T15:00:00Z')
  await transact(house.desk.db, (trx) => markStanding(trx, ctx(), other))
  await countEverything(house.desk)
  expect(await eligible()).toEqual([1, 1, 1])
})
