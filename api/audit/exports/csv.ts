import { stringify } from 'csv-stringify/sync'
import type { AuditColumn } from '../lists.ts'
import type { AuditRow } from '../present.ts'

/**
 * Rows as CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe before it
 * (OWASP, CSV injection).
 */
export function toCsv(
  rows: readonly AuditRow[],
  columns: readonly AuditColumn[],
  withHeader: boolean,
): string {
  return stringify(
    [
      ...(withHeader ? [['id', ...columns, 'what', 'detail']] : []),
      ...rows.map((row) => [
        row.id,
        ...columns.map((column) => {
          const value = row[column]
          return Array.isArray(value) ? value.join(' ') : value
        }),
        row.what,
        Object.keys(row.detail).length ? JSON.stringify(row.detail) : '',
      ]),
    ],
    { escape_formulas: true, record_delimiter: 'windows' },
  )
}
