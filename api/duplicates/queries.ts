import type { Kysely } from 'kysely'
import { asList, type List, oneOfList } from '../core/db/oneOf.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { patientNames } from '../patients/published.ts'
import { staffNames } from '../staff/published.ts'
import type { PairState } from './lists.ts'
import type { PairRow } from './tables.ts'

type Reader = Kysely<Tables>

export const searchState = (db: Reader) =>
  db.selectFrom('duplicate_search').selectAll().executeTakeFirstOrThrow()

const knownPeople = prepared((db, p: { ids: List }) =>
  db
    .selectFrom('duplicate_person')
    .selectAll()
    .where(oneOfList(db, 'patient_id', 'text', p.ids)),
)

/** Who of some patients was compared before, and at which version. */
export async function peopleKnown(db: Reader, ids: readonly string[]) {
  return new Map((await knownPeople(db, { ids: asList(db, ids) })).map((row) => [row.patient_id, row]))
}

const keyHolders = prepared((db, p: { keys: List }) =>
  db
    .selectFrom('duplicate_key')
    .selectAll()
    .where(oneOfList(db, 'key', 'bigint', p.keys)),
)

/** The numbers of those who have some keys, by the key. */
export async function holdersOf(db: Reader, keys: readonly number[]): Promise<Map<number, Set<number>>> {
  const holders = new Map<number, Set<number>>()
  for (const { key, person } of await keyHolders(db, { keys: asList(db, keys) })) {
    const some = holders.get(key)
    if (some) some.add(person)
    else holders.set(key, new Set([person]))
  }
  return holders
}

const numbered = prepared((db, p: { numbers: List }) =>
  db
    .selectFrom('duplicate_person')
    .select(['number', 'patient_id'])
    .where(oneOfList(db, 'number', 'integer', p.numbers)),
)

export const peopleNumbered = (db: Reader, numbers: readonly number[]) =>
  numbered(db, { numbers: asList(db, numbers) })

const firsts = prepared((db, p: { ids: List }) =>
  db
    .selectFrom('duplicate_pair')
    .selectAll()
    .where(oneOfList(db, 'patient_id', 'text', p.ids)),
)
const seconds = prepared((db, p: { ids: List }) =>
  db
    .selectFrom('duplicate_pair')
    .selectAll()
    .where(oneOfList(db, 'other_patient_id', 'text', p.ids)),
)

export const pairKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** The pairs that some patients stand in, by both ids. */
export async function pairsWith(db: Reader, ids: readonly string[]): Promise<Map<string, PairRow>> {
  const list = asList(db, ids)
  const rows = [...(await firsts(db, { ids: list })), ...(await seconds(db, { ids: list }))]
  return new Map(rows.map((row) => [pairKey(row.patient_id, row.other_patient_id), row]))
}

/** How many people were compared by a model. */
export async function countKnown(db: Reader, modelNumber: number): Promise<number> {
  const known = db.selectFrom('duplicate_person').where('model_number', '=', modelNumber)
  return Number((await known.select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
}

/** All pairs, some at a time in the order of their ids. */
export const pairsAfter = (db: Reader, after: string, limit: number) =>
  db.selectFrom('duplicate_pair').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute()

/** The records of which somebody has to decide whether they are a patient's too. */
export const waitingWith = (db: Reader, patientId: string) => othersOf(db, patientId, 'waiting')
export const keptApartFrom = (db: Reader, patientId: string) => othersOf(db, patientId, 'different')

async function othersOf(db: Reader, patientId: string, state: PairState): Promise<string[]> {
  const pairs = [...(await pairsWith(db, [patientId])).values()].filter((pair) => pair.state === state)
  return pairs.map((row) => (row.patient_id === patientId ? row.other_patient_id : row.patient_id))
}

/** How many pairs there are in each state and band. */
export const countPairs = (db: Reader) =>
  db
    .selectFrom('duplicate_pair')
    .select((eb) => ['state', 'band', eb.fn.countAll<number>().as('n')])
    .groupBy(['state', 'band'])
    .execute()

/** Pairs with the names of both people and of who decided. */
export const pairRows = (db: Reader) =>
  db
    .selectFrom('duplicate_pair as d')
    .innerJoin(patientNames(db).as('p'), 'p.id', 'd.patient_id')
    .innerJoin(patientNames(db).as('o'), 'o.id', 'd.other_patient_id')
    .leftJoin(staffNames(db).as('s'), 's.id', 'd.decided_by')
    .selectAll('d')
    .select(['p.family_name', 'p.given_name', 's.name as decided_name'])
    .select(['o.family_name as other_family_name', 'o.given_name as other_given_name'])

export type PairListed = Awaited<ReturnType<ReturnType<typeof pairRows>['executeTakeFirstOrThrow']>>

/** The merge of a pair that stands. */
export const mergeOf = (db: Reader, pairId: string) =>
  db
    .selectFrom('record_merge')
    .selectAll()
    .where('pair_id', '=', pairId)
    .where('unmerged_at', 'is', null)
    .executeTakeFirst()

/** The merge by which a record was replaced. */
export const standingMergeOf = (db: Reader, replacedId: string) =>
  db
    .selectFrom('record_merge')
    .select('id')
    .where('replaced_id', '=', replacedId)
    .where('unmerged_at', 'is', null)
    .executeTakeFirst()
