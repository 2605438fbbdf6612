import { stringify } from 'csv-stringify/sync'
import type { AuditColumn } from '../lists.ts'
import type { AuditRow } from '../present.ts'

/** What a spreadsheet takes for a formula, also after white space and in the wide forms (OWASP, CSV injection). */
const formula = /^[\s\u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]/

const plain = (cell: unknown) => (typeof cell === 'string' && formula.test(cell) ? `'${cell}` : cell)

/** Without it Excel takes UTF-8 for the code page of the machine. */
const byteOrderMark = '\ufeff'

/**
 * Rows as CSV (RFC 4180), in UTF-8 with a byte order mark before the header. A cell that a spreadsheet would take for a formula
 * gets an apostrophe before it; one that holds a line break of any kind is quoted, so that it begins no row.
 */
export function toCsv(
  rows: readonly AuditRow[],
  columns: readonly AuditColumn[],
  withHeader: boolean,
): string {
  const text = stringify(
    [
      ...(withHeader ? [['id', ...columns, 'what', 'detail']] : []),
      ...rows.map((row) => [
        row.id,
        ...columns.map((column) => {
          const value = row[column]
          return plain(Array.isArray(value) ? value.join(' ') : value)
        }),
        row.what,
        Object.keys(row.detail).length ? JSON.stringify(row.detail) : '',
      ]),
    ],
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  )
  return withHeader ? byteOrderMark + text : text
}
