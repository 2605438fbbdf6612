import { type Kysely, sql } from 'kysely'
import type { Db } from '../../core/db/open.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { type Dimension, dimensions, places, type Trait, traits } from '../lists.ts'
import { everybody, placesAndTraits } from './segments.ts'

/*
 * The cells figures are kept for: everybody; each clinic, each provider; each value of each trait; and each clinic
 * crossed with each value of each trait. Finer crossings are not kept: they would tell of single people, and a
 * hospital has more of them than patients.
 */
const earlier = traits.filter((trait) => trait !== 'stage')
/** By their numbers in what is stored: what is new comes last. */
const groupNames = [
  ...['all', ...places, ...earlier, ...earlier.map((trait) => `clinic&${trait}`)],
  ...['stage', 'clinic&stage'],
]
export const groupOf = (dims: readonly Dimension[]): number => groupNames.indexOf(dims.join('&') || 'all')

/** A hospital's own words for race or payer may be many; what comes after these is counted as “other”. */
const mostValues = 60

export type Segment = Partial<Record<Dimension, string>>
export const cellKey = (segment: Segment): string =>
  dimensions
    .filter((dim) => segment[dim] !== undefined)
    .map((dim) => `${dim}=${encodeURIComponent(segment[dim]!)}`)
    .join('&')
export const segmentOfKey = (key: string): Segment => Object.fromEntries(new URLSearchParams(key))

/** What is known of the cells; kept per process, and thrown away where a transaction that added some fails. */
export interface Cells {
  byKey: Map<string, { cell: number; grp: number }>
  values: Map<Trait, Set<string>>
  bySegment: Map<string, number[]>
}

const known = new WeakMap<Db, Cells>()

export async function loadCells(db: Db): Promise<Cells> {
  const present = known.get(db)
  if (present) return present
  const cells: Cells = { byKey: new Map(), values: new Map(), bySegment: new Map() }
  for (const row of await db.read.selectFrom('adoption_cell').selectAll().execute()) remember(cells, row)
  known.set(db, cells)
  return cells
}

export const forgetCells = (db: Db): void => {
  known.delete(db)
}

function remember(cells: Cells, row: Tables['adoption_cell']): void {
  cells.byKey.set(row.key, row)
  const [first, ...more] = Object.entries(segmentOfKey(row.key)) as [Trait, string][]
  if (!first || more.length > 0 || !(traits as readonly string[]).includes(first[0])) return
  const [dim, value] = first
  const values = cells.values.get(dim) ?? new Set()
  values.add(value)
  cells.values.set(dim, values)
}

/** The numbers of the cells a segment counts in; those not met before are made. */
export async function cellsOf(trx: Trx, cells: Cells, segment: string): Promise<number[]> {
  const present = cells.bySegment.get(segment)
  if (present) return present
  const segments = segment === everybody ? [{}] : segmentsIn(cells, segment)
  const numbers: number[] = []
  for (const one of segments) {
    const key = cellKey(one)
    const found = cells.byKey.get(key)
    if (found) {
      numbers.push(found.cell)
      continue
    }
    const row = (await cellOfKey(trx, key)) ?? (await makeCell(trx, one, key))
    remember(cells, row)
    numbers.push(row.cell)
  }
  if (cells.bySegment.size > 100_000) cells.bySegment.clear()
  cells.bySegment.set(segment, numbers)
  return numbers
}

function segmentsIn(cells: Cells, segment: string): Segment[] {
  const person = placesAndTraits(segment)
  for (const trait of traits) {
    const values = cells.values.get(trait)
    if (values && values.size >= mostValues && !values.has(person[trait])) person[trait] = 'other'
  }
  return [
    {},
    ...places.map((place) => ({ [place]: person[place] })),
    ...traits.map((trait) => ({ [trait]: person[trait] })),
    ...traits.map((trait) => ({ clinic: person.clinic, [trait]: person[trait] })),
  ]
}

// Another process may have made it since this one looked.
const cellOfKey = (trx: Trx, key: string) =>
  trx.selectFrom('adoption_cell').selectAll().where('key', '=', key).executeTakeFirst()

async function makeCell(trx: Trx, segment: Segment, key: string): Promise<Tables['adoption_cell']> {
  const { last } = await trx
    .selectFrom('adoption_cell')
    .select((eb) => eb.fn.coalesce(eb.fn.max('cell'), sql<number>`0`).as('last'))
    .executeTakeFirstOrThrow()
  const row = { cell: Number(last) + 1, grp: groupOf(Object.keys(segment) as Dimension[]), key }
  await trx.insertInto('adoption_cell').values(row).execute()
  return row
}

/** The cell of a segment, or nothing where nobody was ever counted in it. */
export async function cellOf(
  db: Kysely<Tables>,
  segment: Segment,
): Promise<{ cell: number; grp: number } | undefined> {
  return db
    .selectFrom('adoption_cell')
    .select(['cell', 'grp'])
    .where('key', '=', cellKey(segment))
    .executeTakeFirst()
}
