import type { Kysely } from 'kysely'
import type { Desk } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { letOthersGo } from '../core/jobs/pace.ts'
import { countPatients, patientsAfter } from '../patients/published.ts'
import { recordsToCompare } from '../patients/recordsToCompare.ts'
import type { Found } from './findPairs.ts'
import { HeldKeys, twoOf } from './heldKeys.ts'
import { HeldPeople, heldAtMost } from './heldPeople.ts'
import { holdSearch } from './keptModel.ts'
import { keyNumbersOf } from './keys.ts'
import { everybody } from './keyTable.ts'
import type { Model } from './model.ts'
import { personOnFile } from './person.ts'
import { countKnown, pairsAfter, searchState } from './queries.ts'
import { note, type PairChange, type Weighed, weighTwo } from './weighTwo.ts'
import { putKeys, putPeople, writePairs } from './writeStep.ts'

/*
 * A pass that compares everybody with everybody they share a key with, as the first one does and the one after a new model. To ask
 * the database of each person who has their keys, and to write each key where it belongs among all, takes several times as
 * long as to hold people and keys in few bytes, sort the keys, and write them once in the order in which they stand.
 */

const readAtOnce = 2_000
const comparedAtOnce = 5_000
/** What one transaction writes: little enough that nobody waits for it. */
const keysAtOnce = 10_000
const pairsAtOnce = 500
/** Into so many ranges of people are pairs parted, so that few are held at once. */
const ranges = 32

/** Whether it is worth it: half of all or more were not compared by this model. */
export async function isMostNew(db: Kysely<Tables>, modelNumber: number): Promise<boolean> {
  const people = await countPatients(db)
  return people <= heldAtMost && 2 * (await countKnown(db, modelNumber)) < people
}

interface Told {
  onStep?: (so: Found) => void
  stopped?: () => boolean
}
class Stopped extends Error {}
type Pair = Weighed & { a: number; b: number }

/**
 * Compares all people. Nothing is written before all is found; if another pass wrote meanwhile, nothing is. Keys come before
 * people, who are known as compared at the end only: what is broken off begins anew.
 */
export async function findAmongAll(
  desk: Desk,
  model: Model,
  modelNumber: number,
  { onStep, stopped }: Told,
): Promise<Found> {
  const so: Found = { compared: 0, found: 0, dropped: 0 }
  const step = async () => {
    onStep?.(so)
    await letOthersGo()
    if (stopped?.()) throw new Stopped()
  }
  try {
    const begun = await searchState(desk.db.read)
    const all = await readAll(desk, step)
    const pairs = await pairsAmong(all, model, step)
    const { count } = all.people
    const first = begun.next_person
    const mine = await transact(desk.db, async (trx) => {
      const now = await holdSearch(trx, desk)
      const overtaken = now.next_person !== first || now.model_number !== modelNumber
      if (overtaken || !(await isMostNew(trx, modelNumber))) return false
      await trx.deleteFrom('duplicate_key').execute()
      await trx.deleteFrom('duplicate_person').execute()
      await trx
        .updateTable('duplicate_search')
        .set({ upto: '', next_person: first + count })
        .execute()
      return true
    })
    if (!mine) return so
    await inPieces(desk, all.keys.held(), keysAtOnce, step, (trx, some) =>
      putKeys(
        trx,
        some.map(({ key, person }) => ({
          key,
          person: person === undefined ? everybody : first - 1 + person,
        })),
      ),
    )
    const add = (some: { found: number; dropped: number }) => {
      so.found += some.found
      so.dropped += some.dropped
    }
    for await (const change of storedAnew(desk, all, model)) {
      add(await transact(desk.db, (trx) => writePairs(trx, desk, change)))
      await step()
    }
    await inPieces(desk, pairs, pairsAtOnce, step, async (trx, some) =>
      add(await writePairs(trx, desk, asChange(all.people, some))),
    )
    await inPieces(desk, rowsOf(all.people), readAtOnce, step, async (trx, some) => {
      await putPeople(
        trx,
        some.map(({ n, id, version }) => ({
          ...{ patient_id: id, number: first - 1 + n, version, model_number: modelNumber },
        })),
      )
      so.compared += some.length
    })
    const sweptAt = desk.clock().toISOString()
    await transact(desk.db, (trx) => trx.updateTable('duplicate_search').set({ swept_at: sweptAt }).execute())
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
  }
  return so
}

interface All {
  people: HeldPeople
  keys: HeldKeys
  /** Who was merged into another: they are compared with nobody. */
  replaced: Set<number>
}

async function readAll({ db }: Desk, step: () => Promise<void>): Promise<All> {
  const [people, keys, replaced] = [new HeldPeople(), new HeldKeys(), new Set<number>()]
  for (let after = ''; ; ) {
    const page = await patientsAfter(db.read, after, readAtOnce)
    const records = await recordsToCompare(
      db.read,
      page.map(({ id }) => id),
    )
    for (const row of records.sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const person = personOnFile(row)
      const number = people.add(person, row.version)
      if (row.replaced_by === null) for (const key of keyNumbersOf(person)) keys.add(key, number)
      else replaced.add(number)
    }
    if (page.length < readAtOnce) break
    after = page.at(-1)!.id
    await step()
  }
  for (const _room of keys.sort()) await step()
  return { people, keys, replaced }
}

async function pairsAmong({ people, keys }: All, model: Model, step: () => Promise<void>): Promise<Pair[]> {
  const found: Pair[] = []
  const wide = Math.ceil(people.count / ranges)
  for (let from = 1; from <= people.count; from += wide) {
    let [one, b] = [people.person(from), from]
    let n = 0
    for (const pair of keys.pairs(from, from + wide - 1)) {
      const [greater, lesser] = twoOf(pair)
      if (greater !== b) [one, b] = [people.person(greater), greater]
      const weighed = weighTwo(model, one, people.person(lesser))
      if (weighed) found.push({ ...weighed, a: lesser, b })
      if (++n % comparedAtOnce === 0) await step()
    }
  }
  return found
}

const asChange = (people: HeldPeople, pairs: readonly Pair[]): PairChange => {
  const change: PairChange = { found: [], weighedAnew: [], gone: [] }
  for (const pair of pairs)
    note(change, [people.idAndVersion(pair.a).id, people.idAndVersion(pair.b).id], undefined, pair)
  return change
}

/** What becomes of the pairs that stand already, those that share no key any more too. */
async function* storedAnew({ db }: Desk, { people, replaced }: All, model: Model) {
  const inUse = (number: number) => (replaced.has(number) ? undefined : people.person(number))
  for (let after = ''; ; ) {
    const page = await pairsAfter(db.read, after, pairsAtOnce)
    const change: PairChange = { found: [], weighedAnew: [], gone: [] }
    for (const row of page) {
      const [a, b] = [people.numberOf(row.patient_id), people.numberOf(row.other_patient_id)]
      // Who came meanwhile is compared by the next pass.
      if (a === undefined || b === undefined) continue
      note(change, [row.patient_id, row.other_patient_id], row, weighTwo(model, inUse(a), inUse(b)))
    }
    yield change
    if (page.length < pairsAtOnce) return
    after = page.at(-1)!.id
  }
}

function* rowsOf(people: HeldPeople) {
  for (let n = 1; n <= people.count; n++) yield { n, ...people.idAndVersion(n) }
}

/** Writes many rows, so many in a transaction. */
async function inPieces<T>(
  desk: Desk,
  rows: Iterable<T>,
  atOnce: number,
  step: () => Promise<void>,
  write: (trx: Trx, some: readonly T[]) => Promise<unknown>,
): Promise<void> {
  let some: T[] = []
  const flush = async () => {
    if (some.length > 0) await transact(desk.db, (trx) => write(trx, some))
    some = []
    await step()
  }
  for (const row of rows) if (some.push(row) === atOnce) await flush()
  await flush()
}
