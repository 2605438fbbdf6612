import type { ImportFormat } from './formats.ts'
import type { Place, Warning } from './records.ts'

export interface Rejection extends Place {
  reason: string
}
export interface ImportReport {
  format: ImportFormat
  dryRun: boolean
  /** Records of people: what came in, and what was rejected. */
  read: number
  created: number
  updated: number
  unchanged: number
  rejected: number
  /** Rejected records whose number belongs to somebody else: people decide (`import conflicts`). */
  putAside: number
  /** Visits added, corrected or withdrawn. */
  encounters: number
  rejections: Rejection[]
  /** What could not be taken of records that came in. */
  warnings: (Place & Warning)[]
  /** Files that could not, or not wholly, be read. */
  fileFaults: { file: string; line?: number; reason: string }[]
  leftAlone: { file: string; reason: string }[]
  /** Of a dry run by a map of columns: the fields that its first rows filled, never with what. */
  mapped?: (Place & { fields: string[] })[]
}

/** Of a hundred records this many may be rejected before the import as a whole counts as failed. */
const muchRejected = 5

/** Why an import failed as a whole, for whoever runs it each night; nothing for one that worked. */
export function failureOf(report: ImportReport): string | undefined {
  if (report.created + report.updated + report.unchanged === 0)
    return report.read === 0 ? 'nothing was read' : 'every record was rejected'
  if (report.fileFaults.length > 0) return 'not every file could be read'
  if (report.rejected * 100 > report.read * muchRejected) return `more than ${muchRejected} % were rejected`
  return undefined
}

const where = ({ file, line, entry }: Place) =>
  [file, line !== undefined && `:${line}`, entry !== undefined && ` entry ${entry}`].filter(Boolean).join('')

export const saidOfRejection = (r: Rejection) => `${where(r)} rejected: ${r.reason}`
export const saidOfWarning = (w: Place & Warning) => `${where(w)} warning: ${w.field} ${w.rule}`
export const saidOfMapped = (m: Place & { fields: string[] }) => `${where(m)} fills ${m.fields.join(', ')}`
export const saidOfFile = (f: { file: string; line?: number; reason: string }) => `${where(f)} ${f.reason}`

/** All that was not taken, one JSON document a line, without any value of the records. */
export const rejectsOf = (report: ImportReport): string =>
  [
    ...report.fileFaults.map((fault) => ({ kind: 'file', ...fault })),
    ...report.rejections.map((rejection) => ({ kind: 'rejected', ...rejection })),
    ...report.warnings.map((warning) => ({ kind: 'warning', ...warning })),
    ...report.leftAlone.map((file) => ({ kind: 'left-alone', ...file })),
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('')

export const summaryOf = (r: ImportReport): string => {
  const failure = failureOf(r)
  const counts = [
    `${r.read} read: ${r.created} created, ${r.updated} updated, ${r.unchanged} unchanged, ${r.rejected} rejected`,
    r.putAside > 0 && `${r.putAside} of them put aside for records`,
    `${r.encounters} visits added or corrected`,
    `${r.warnings.length} warnings`,
    r.dryRun && 'dry run: nothing was stored',
  ]
  return [counts.filter(Boolean).join('; '), failure && `failed: ${failure}`].filter(Boolean).join('\n')
}
