import { describe, expect, it } from 'vitest'
import { patientActs } from '../../api/adoption/lists.ts'
import { noteEvents } from '../../api/adoption/noteEvents.ts'
import { dayNumber, monthOf, monthText } from '../../api/adoption/rollup/calendar.ts'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { rebuildAdoption } from '../../api/adoption/rollup/rebuild.ts'
import type { Desk } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { randomFrom } from '../../seed/random.ts'
import { brokenOffJob } from '../support/brokenOff.ts'
import { engine, type House, type Person } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'
import { child, inHouse } from '../support/processes.ts'
import { SlowAdoption } from '../support/slowAdoption.ts'
import { storedFigures } from '../support/storedFigures.ts'

// Thousands of statements: at each of the first, then ever further apart; on PostgreSQL, whose transactions are undone by the same
// rule wherever they end, at a third as many.
const stride = engine === 'postgres' ? 4 : 1.5

/** What was done lies so far back: each month more is the same statements once more, at every place where work is broken off. */
const months = 4

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
        at: new Date(Date.now() - random.int(0, months * 30) * 86_400_000).toISOString(),
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

/** Everything the page says of a year, beside what the oracle finds in the events that have been taken in. */
async function expectTrue(house: House, officer: Person): Promise<void> {
  const today = dayNumber(new Date().toISOString().slice(0, 10))
  const to = monthOf(today)
  const { figures, ...state } = must(
    await officer.get(`/api/adoption/figures?from=${monthText(to - 11)}&to=${monthText(to)}`),
  )
  const raw = (await house.rows('adoption_event')).map((row) => ({ ...row, at: Number(row.at) }))
  const slow = new SlowAdoption(raw)
  const question = { from: to - 11, to, asOf: today, segment: {} }
  const counted = figures.filter((one: any) => !['hours', 'minutes'].includes(one.unit))
  expect(counted.length).toBeGreaterThan(20)
  for (const { code, numerator, denominator } of counted)
    expect({ code, numerator, denominator }).toEqual({ code, ...slow.figure(code, question) })
  expect(state).toMatchObject({ counting: false, countedUntil: expect.any(String) })
}

describe('counting anew', () => {
  it(
    'that is broken off after any of its statements, or killed, shows what is true all the while, and ends as any other',
    () =>
      inHouse(async (house) => {
        const officer = await house.signIn('privacy-officer')
        const patients: { id: string }[] = []
        for (let i = 0; i < 3; i++) patients.push(await aPatient(house))
        await tell(house, patients, 40)
        await countEverything(house.desk)
        const shown = async () =>
          (await house.rows('adoption_generation')).find(({ stage }) => stage === 'shown')!.generation
        const pieces = { pace: { peopleAtOnce: 2, mostHeld: 0 } }
        let brokenOff = 0
        for (let statement = 1; ; statement = Math.ceil(statement * stride)) {
          const recount = (desk: Desk) => rebuildAdoption(desk, pieces)
          if ((await brokenOffJob(house, statement, recount)) !== undefined) break
          brokenOff += 1
          await tell(house, patients, 2)
          await countEverything(house.desk)
          await expectTrue(house, officer)
          if (brokenOff !== 4) continue
          await expect(child('jobChild.ts', ['recount', '9'], house)).rejects.toMatchObject({
            signal: 'SIGKILL',
          })
          await expectTrue(house, officer)
        }
        expect(brokenOff).toBeGreaterThan(5)
        // Another was begun where one was broken off between taking the place of the old and clearing that away.
        const made = await shown()
        expect([1, 2]).toContain(made)
        await expectTrue(house, officer)
        // Uninterrupted, while more comes in.
        let events = 40 + 2 * brokenOff
        const meanwhile = async () => {
          if (events > (engine === 'postgres' ? 60 : 90)) return
          await tell(house, patients, 3)
          events += 3
          await countEverything(house.desk)
          await expectTrue(house, officer)
        }
        expect(await rebuildAdoption(house.desk, { ...pieces, meanwhile })).toMatchObject({ people: 3 })
        await expectTrue(house, officer)
        await expectComplete(house, events)
        const generations = await house.rows('adoption_generation')
        expect(generations.map(({ generation, stage }) => [generation, stage])).toEqual([[made + 2, 'shown']])
        expect((await house.rows('adoption_rollup')).filter(({ grp }) => grp < 300)).toEqual([])
      }),
    240_000,
  )
})

describe('counting', () => {
  it(
    'that is broken off after any of its statements, or killed, loses nothing and counts nothing twice',
    () =>
      inHouse(async (house) => {
        const patients = [await aPatient(house), await aPatient(house)]
        await countEverything(house.desk)
        await tell(house, patients, 3)
        await expect(child('jobChild.ts', ['count', '20'], house)).rejects.toMatchObject({
          signal: 'SIGKILL',
        })
        let events = 3
        let brokenOff = 0
        for (let statement = 1; ; statement = Math.ceil(statement * stride)) {
          await tell(house, patients, 3)
          events += 3
          if ((await brokenOffJob(house, statement, countEverything)) !== undefined) break
          brokenOff += 1
        }
        expect(brokenOff).toBeGreaterThan(5)
        await expectComplete(house, events)
      }),
    240_000,
  )

  it(
    'in several places at once counts each event once',
    () =>
      inHouse(async (house) => {
        const patients: { id: string }[] = []
        for (let i = 0; i < 4; i++) patients.push(await aPatient(house))
        const never = String(Number.MAX_SAFE_INTEGER)
        await tell(house, patients, 30)
        // One that finds another at work may stop with an error; what it wanted to write is written.
        await Promise.allSettled([1, 2, 3].map(() => child('jobChild.ts', ['count', never], house)))
        await expectComplete(house, 30)
      }),
    240_000,
  )
})
