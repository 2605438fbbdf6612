import { insertRows } from '../../core/db/insertRows.ts'
import type { Trx } from '../../core/db/transact.ts'
import { isLevel } from '../series.ts'
import type { RollupRow } from '../tables.ts'
import { firstDay, monthOf } from './calendar.ts'

/** Cells of a block, as a power of two: a transaction writes some thousands of rows at most, so that no request waits long. */
const blockBits = 7
const span = 2_048

/** A number for each day: an array where days lie close together, a map for the few far ahead. */
class Days {
  #from = 0
  #counts = new Int32Array(0)
  readonly #far = new Map<number, number>()

  add(day: number, n: number): void {
    if (this.#counts.length === 0) {
      this.#from = day - 32
      this.#counts = new Int32Array(128)
    }
    let i = day - this.#from
    if (i < 0 || i >= this.#counts.length) {
      if (i < -span || i >= span) {
        this.#far.set(day, (this.#far.get(day) ?? 0) + n)
        return
      }
      this.#grow(i)
      i = day - this.#from
    }
    this.#counts[i]! += n
  }

  #grow(i: number): void {
    const before = i < 0 ? Math.ceil(-i / 128) * 128 : 0
    const after = i >= this.#counts.length ? Math.ceil((i + 1 - this.#counts.length) / 128) * 128 : 0
    const next = new Int32Array(before + this.#counts.length + after)
    next.set(this.#counts, before)
    this.#counts = next
    this.#from -= before
  }

  *entries(): Generator<[number, number]> {
    for (let i = 0; i < this.#counts.length; i++)
      if (this.#counts[i] !== 0) yield [this.#from + i, this.#counts[i]!]
    for (const [day, n] of this.#far) if (n !== 0) yield [day, n]
  }

  get size(): number {
    return this.#counts.length
  }
}

/** The cells of one series that are written together. */
interface Block {
  grp: number
  series: string
  cells: Map<number, Days>
}

/** Changes of figures, gathered by block until they are written. */
export class RollupBuffer {
  readonly #buffer = new Map<string, Map<number, Block>>()
  /** How many numbers are held. */
  held = 0

  add(grp: number, cell: number, series: string, day: number, n: number): void {
    const days = this.#daysOf(grp, cell, series)
    const before = days.size
    days.add(day, n)
    this.held += days.size - before
  }

  /** The same for many days of one cell, which is looked for once. */
  addDays(grp: number, cell: number, series: string, changes: ReadonlyMap<number, number>): void {
    const days = this.#daysOf(grp, cell, series)
    const before = days.size
    for (const [day, n] of changes) if (n !== 0) days.add(day, n)
    this.held += days.size - before
  }

  #daysOf(grp: number, cell: number, series: string): Days {
    let blocks = this.#buffer.get(series)
    if (!blocks) {
      blocks = new Map()
      this.#buffer.set(series, blocks)
    }
    const key = grp * 1_000_000 + (cell >> blockBits)
    let block = blocks.get(key)
    if (!block) {
      block = { grp, series, cells: new Map() }
      blocks.set(key, block)
    }
    let days = block.cells.get(cell)
    if (!days) {
      days = new Days()
      block.cells.set(cell, days)
    }
    return days
  }

  /** Every block with its name, the same for the same changes. */
  blocks(): [string, Block][] {
    return [...this.#buffer].flatMap(([series, blocks]) =>
      [...blocks].map(([key, block]): [string, Block] => [`${series} ${key}`, block]),
    )
  }
}

/** Writes what blocks came to: those of one transaction together. */
export const replaceRows = insertRows(
  'adoption_rollup',
  ['grp', 'series', 'month', 'cell', 'carry', 'total', 'days'],
  ['grp', 'series', 'month', 'cell'],
)

/** @returns a block's rows with its changes added, to be written; a level is carried into every month that has begun. */
export async function changedRows(
  trx: Trx,
  { grp, series, cells }: Block,
  carriedTo: number,
): Promise<RollupRow[]> {
  const level = isLevel(series)
  const changed = new Map<number, Map<number, { carry: number; days: [number, number][] }>>()
  const at = (month: number, cell: number) => {
    let inMonth = changed.get(month)
    if (!inMonth) {
      inMonth = new Map()
      changed.set(month, inMonth)
    }
    let one = inMonth.get(cell)
    if (!one) {
      one = { carry: 0, days: [] }
      inMonth.set(cell, one)
    }
    return one
  }
  for (const [cell, days] of cells) {
    const totals = new Map<number, number>()
    for (const [day, n] of days.entries()) {
      const month = monthOf(day)
      at(month, cell).days.push([day - firstDay(month), n])
      totals.set(month, (totals.get(month) ?? 0) + n)
    }
    if (!level || totals.size === 0) continue
    let carry = 0
    for (let month = Math.min(...totals.keys()); month <= carriedTo; month++) {
      if (carry !== 0) at(month, cell).carry = carry
      carry += totals.get(month) ?? 0
    }
  }
  // All months of the block at once: a statement or two for each would be most of what counting does.
  const present = await presentRows(trx, grp, series, changed)
  return [...changed].flatMap(([month, inMonth]) =>
    [...inMonth].map(([cell, { carry, days }]): RollupRow => {
      const row = present.get(`${month} ${cell}`)
      const sum = row ? (JSON.parse(row.days) as number[]) : []
      let total = row?.total ?? 0
      for (const [i, n] of days) {
        while (sum.length <= i) sum.push(0)
        sum[i]! += n
        total += n
      }
      while (sum.at(-1) === 0) sum.pop()
      return { grp, series, month, cell, carry: (row?.carry ?? 0) + carry, total, days: JSON.stringify(sum) }
    }),
  )
}

/** The rows there are of these months and cells, by both. */
async function presentRows(
  trx: Trx,
  grp: number,
  series: string,
  changed: ReadonlyMap<number, ReadonlyMap<number, unknown>>,
): Promise<Map<string, RollupRow>> {
  if (changed.size === 0) return new Map()
  let [first, last] = [Number.POSITIVE_INFINITY, 0]
  for (const inMonth of changed.values())
    for (const cell of inMonth.keys()) {
      first = Math.min(first, cell)
      last = Math.max(last, cell)
    }
  const rows = await trx
    .selectFrom('adoption_rollup')
    .selectAll()
    .where('grp', '=', grp)
    .where('series', '=', series)
    .where('month', 'in', [...changed.keys()])
    .where('cell', '>=', first)
    .where('cell', '<=', last)
    .execute()
  return new Map(rows.map((row) => [`${row.month} ${row.cell}`, row]))
}
