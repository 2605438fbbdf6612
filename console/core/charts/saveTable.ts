import { stringify } from 'csv-stringify/browser/esm/sync'
import { save } from '../save.ts'
import type { About, Cell } from './ChartCard.tsx'

/** What a file holds of a cell: the number, not how it is written. */
export const rawOf = (cell: Cell) => (typeof cell === 'object' && cell ? cell.value : cell)

/** Numbers as a file in which each line says what it is of: two of them side by side are told apart. */
export function saveTable(
  name: string,
  { head, rows, about }: { head: string[]; rows: Cell[][]; about: About | undefined },
): void {
  const lines = rows.map((row) => [...row.map(rawOf), ...(about?.cells ?? [])])
  // A clinic’s name that begins with = must not become a formula in the reader’s spreadsheet.
  const text = stringify([[...head, ...(about?.head ?? [])], ...lines], { escape_formulas: true, bom: true })
  save(`${name}.csv`, text)
}
