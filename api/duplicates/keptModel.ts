import type { Desk } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { letOthersGo } from '../core/jobs/pace.ts'
import { countPatients, patientsAfter } from '../patients/published.ts'
import { recordsToCompare } from '../patients/recordsToCompare.ts'
import { fitModel } from './fit.ts'
import { levels } from './levels.ts'
import type { Model } from './model.ts'
import { blocksOf } from './pairs.ts'
import { type Person, personOnFile } from './person.ts'
import { searchState } from './queries.ts'

/** To how many people the model is fitted at most; they are drawn evenly over all. */
const sampleAtMost = 10_000
const pageOf = 2_000
/** A hospital that has become this many times larger or smaller is fitted anew. */
const grown = 2

interface Kept extends Pick<Model, 'm' | 'u' | 'prior'> {
  levels: typeof levels
  family: [string, number][]
  given: [string, number][]
  people: number
}

/** Names that one bears weigh as those that nobody bore, and are not kept. */
const borne = (names: ReadonlyMap<string, number>) => [...names].filter(([, n]) => n > 1)

const asText = ({ m, u, prior, frequencies }: Model): string =>
  JSON.stringify({
    ...{ m, u, prior, levels, people: frequencies.people },
    family: borne(frequencies.family),
    given: borne(frequencies.given),
  } satisfies Kept)

function ofText(text: string): Model | undefined {
  const { m, u, prior, family, given, people, levels: then } = JSON.parse(text) as Kept
  // Made of other levels it says nothing of these.
  if (JSON.stringify(then) !== JSON.stringify(levels)) return undefined
  return { m, u, prior, frequencies: { family: new Map(family), given: new Map(given), people } }
}

/** The model that pairs are weighed by, with its number; fitted to the hospital’s own people where there is none that fits them. */
export async function modelFor(desk: Desk): Promise<{ model: Model; number: number }> {
  const db = desk.db.read
  const state = await searchState(db)
  const people = await countPatients(db)
  const kept = state.model === null ? undefined : ofText(state.model)
  const fits = people <= state.fitted_people * grown && people * grown >= state.fitted_people
  if (kept && fits) return { model: kept, number: state.model_number }
  const sample = await sampleOf(desk, Math.ceil(people / sampleAtMost))
  const model = fitModel(sample, blocksOf(sample))
  const number = state.model_number + 1
  const stored = await transact(desk.db, async (trx) => {
    if ((await holdSearch(trx, desk)).model_number !== state.model_number) return false
    await trx
      .updateTable('duplicate_search')
      .set({ model: asText(model), model_number: number, fitted_people: people, upto: '' })
      .execute()
    return true
  })
  // Another node fitted one meanwhile.
  return stored ? { model, number } : modelFor(desk)
}

export const holdSearch = (trx: Trx, desk: Desk) =>
  held(desk.db, trx.selectFrom('duplicate_search').selectAll()).executeTakeFirstOrThrow()

async function sampleOf(desk: Desk, every: number): Promise<Person[]> {
  const sample: Person[] = []
  let n = 0
  for (let after = ''; ; ) {
    const page = await patientsAfter(desk.db.read, after, pageOf)
    const drawn = page.filter(() => n++ % every === 0).map(({ id }) => id)
    for (const row of await recordsToCompare(desk.db.read, drawn)) sample.push(personOnFile(row))
    if (page.length < pageOf) break
    after = page.at(-1)!.id
    await letOthersGo()
  }
  // In the order of their ids, so that the same people get the same model.
  return sample.sort((a, b) => (a.id < b.id ? -1 : 1))
}
