import path from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Place } from '../records.ts'
import { FileFault } from './bytes.ts'
import { type Line, linesOf } from './lines.ts'

/** A row by its column names in upper case, or why it is none. */
export type CsvRow = Place & { line: number } & ({ row: Record<string, string> } | { fault: string })

/** What a column is called that has the name of an earlier one. */
export const again = (column: string): string => `${column}, AGAIN`

const separators = [',', ';', '\t', '|']
/** What a spreadsheet may put before the names of columns: what separates them. */
const saidSeparator = /^"?sep=(.)"?$/i
/** No cell of a registry is longer: a quote that is still open then was never closed. */
const mostLines = 200

/**
 * The rows of a CSV file, with the line each begins at. The separator is the one its first line has most of, or says. A row that is
 * no CSV, that has another number of cells than the first line, or that is not UTF-8 is a fault of the line it begins at,
 * and reading goes on with the next line: a quote that nobody closed costs one row and not the file (2026-11-26).
 * @throws FileFault
 */
export async function* rowsOf(file: string): AsyncGenerator<CsvRow> {
  const name = path.basename(file)
  const lines = linesOf(file)
  const ahead: Line[] = []
  const next = async (): Promise<Line | undefined> => ahead.shift() ?? (await lines.next()).value ?? undefined
  let head = await next()
  const said = saidSeparator.exec(head?.text ?? '')?.[1]
  if (said) head = await next()
  if (!head) return
  if (head.text === undefined) throw new FileFault('is not UTF-8 text')
  const names = head.text
  const count = (separator: string) => names.split(separator).length
  const separator = said ?? separators.reduce((most, one) => (count(one) > count(most) ? one : most))
  const columns = cellsOf(names, separator)
    ?.map((cell) => cell.trim().toUpperCase())
    .map((column, i, all) => (column && all.indexOf(column) < i ? again(column) : column))
  if (!columns) throw new FileFault('has a first line that is no CSV')
  for (let first = await next(); first; first = await next()) {
    const { line } = first
    const taken: Line[] = []
    let row = first.text
    // A cell may go on over lines while its quote is open.
    while (row !== undefined && isOpen(row) && taken.length < mostLines) {
      const more = await next()
      if (!more) break
      taken.push(more)
      row = more.text === undefined ? undefined : `${row}\n${more.text}`
    }
    const cells = row === undefined ? undefined : cellsOf(row, separator)
    if (cells?.length === columns.length)
      yield { file: name, line, row: Object.fromEntries(columns.map((column, i) => [column, cells[i]!])) }
    else {
      yield { file: name, line, fault: faultOf(first.text, cells) }
      ahead.unshift(...taken)
    }
  }
}

const isOpen = (said: string): boolean => said.includes('"') && said.split('"').length % 2 === 0

function cellsOf(said: string, delimiter: string): string[] | undefined {
  if (!said.includes('"')) return said.split(delimiter)
  try {
    const [cells, another] = parse(said, { delimiter, relax_column_count: true }) as string[][]
    return another ? undefined : cells
  } catch {
    return undefined
  }
}

function faultOf(first: string | undefined, cells: string[] | undefined): string {
  if (first === undefined) return 'is not UTF-8 text'
  return cells
    ? 'has another number of columns than the first line'
    : 'has a quote that does not open or close a cell'
}
