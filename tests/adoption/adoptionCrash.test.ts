import { describe, expect, it } from 'vitest'
import { patientActs } from '../../api/adoption/lists.ts'
import { noteEvents } from '../../api/adoption/noteEvents.ts'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { rebuildAdoption } from '../../api/adoption/rollup/rebuild.ts'
import { transact } from '../../api/core/db/transact.ts'
import { randomFrom } from '../../seed/random.ts'
import { brokenOffJob } from '../support/brokenOff.ts'
import type { House } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'
import { child, inHouse } from '../support/processes.ts'
import { storedFigures } from '../support/storedFigures.ts'

// Thousands of statements: at each of the first, then ever further apart.
const stride = 1.2

const random = randomFrom(2)
let told = 0
const tell = (house: House, patients: { id: string }[], n: number) =>
  transact(house.desk.db, (trx) =>
    noteEvents(
      trx,
      Array.from({ length: n }, () => ({
        id: `t${told++}`,
        patientId: random.pick(patients).id,
        kind: random.pick(patientActs),
        at: new Date(Date.now() - random.int(0, 500) * 86_400_000).toISOString(),
      })),
    ),
  )

async function expectComplete(house: House, events: number): Promise<void> {
  await countEverything(house.desk)
  expect((await house.rows('adoption_event')).filter((event) => event.kind !== 'person')).toHaveLength(events)
  const counted = await storedFigures(house)
  await rebuildAdoption(house.desk)
  expect(counted).toEqual(await storedFigures(house))
}

describe('counting', () => {
  it('that is broken off after any of its statements, or killed, loses nothing and counts nothing twice', () =>
    inHouse(async (house) => {
      const patients = [await aPatient(house), await aPatient(house)]
      await countEverything(house.desk)
      await tell(house, patients, 3)
      await expect(child('jobChild.ts', ['count', '20'], house)).rejects.toMatchObject({ signal: 'SIGKILL' })
      let events = 3
      let brokenOff = 0
      for (let statement = 1; ; statement = Math.ceil(statement * stride)) {
        await tell(house, patients, 3)
        events += 3
        if ((await brokenOffJob(house, statement, countEverything)) !== undefined) break
        brokenOff += 1
      }
      expect(brokenOff).toBeGreaterThan(12)
      await expectComplete(house, events)
    }))

  it(
    'in several places at once counts each event once',
    () =>
      inHouse(async (house) => {
        const patients = []
        for (let i = 0; i < 10; i++) patients.push(await aPatient(house))
        const never = String(Number.MAX_SAFE_INTEGER)
        await tell(house, patients, 160)
        // One that finds another at work may stop with an error; what it wanted to write is written.
        await Promise.allSettled([1, 2, 3].map(() => child('jobChild.ts', ['count', never], house)))
        await expectComplete(house, 160)
      }),
    240_000,
  )
})
