import { describe, expect, it } from 'vitest'
import { patientActs } from '../../api/adoption/lists.ts'
import { noteEvents } from '../../api/adoption/noteEvents.ts'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { rebuildAdoption } from '../../api/adoption/rollup/rebuild.ts'
import { transact } from '../../api/core/db/transact.ts'
import { randomFrom } from '../../seed/random.ts'
import { engine, type House } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'
import { child, inHouse } from '../support/processes.ts'
import { storedFigures } from '../support/storedFigures.ts'

// The work is one transaction after another on either engine; on PostgreSQL fewer places to die in show that they hold.
const stride = engine === 'postgres' ? 2 : 1.6

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
  it(
    'that is killed after any of its statements loses nothing and counts nothing twice',
    () =>
      inHouse(async (house) => {
        const patients = [await aPatient(house), await aPatient(house)]
        await countEverything(house.desk)
        let killed = 0
        let events = 0
        for (let statement = 1; ; statement = Math.ceil(statement * stride)) {
          await tell(house, patients, 3)
          events += 3
          const outcome = await child('jobChild.ts', ['count', String(statement)], house).catch(
            (error) => error,
          )
          if (outcome.signal === 'SIGKILL') killed += 1
          else if (/done with/.test(outcome.stdout)) break
          else throw outcome
        }
        expect(killed).toBeGreaterThan(engine === 'postgres' ? 5 : 8)
        await expectComplete(house, events)
      }),
    240_000,
  )

  it(
    'in several places at once counts each event once',
    () =>
      inHouse(async (house) => {
        const patients = []
        for (let i = 0; i < 10; i++) patients.push(await aPatient(house))
        const never = String(Number.MAX_SAFE_INTEGER)
        for (let round = 0; round < 2; round++) {
          await tell(house, patients, 80)
          // One that finds another at work may stop with an error; what it wanted to write is written.
          await Promise.allSettled([1, 2, 3].map(() => child('jobChild.ts', ['count', never], house)))
        }
        await expectComplete(house, 160)
      }),
    240_000,
  )
})
