import { failedAsWhole } from '../core/importFailure.ts'
import type { ImportFormat } from './formats.ts'
import type { Place, Warning } from './records.ts'

export interface Rejection extends Place {
  reason: string
}
interface OfFile {
  file: string
  line?: number
  reason: string
}

/** What was not taken, and why, without any value of it. */
export type Told =
  | ({ kind: 'rejected' } & Rejection)
  | ({ kind: 'warning' } & Place & Warning)
  | ({ kind: 'file' } & OfFile)
  | ({ kind: 'left-alone' } & OfFile)

/** What is said of an import: counts, and the first hundred of each kind of thing that was not taken. */
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
  /** Clinical records added, corrected or withdrawn. */
  clinical: number
  rejections: Rejection[]
  /** What could not be taken of records that came in. */
  warnings: (Place & Warning)[]
  /** Files that could not, or not wholly, be read. */
  fileFaults: OfFile[]
  leftAlone: OfFile[]
  /** How many more there are of each list, which `--rejects` has. */
  more: Record<List, number>
  /** Of a dry run by a map of columns: the fields that its first rows filled, never with what. */
  mapped?: (Place & { fields: string[] })[]
}
type List = 'rejections' | 'warnings' | 'fileFaults' | 'leftAlone'

const listOf = {
  rejected: 'rejections',
  warning: 'warnings',
  file: 'fileFaults',
  'left-alone': 'leftAlone',
} as const satisfies Record<Told['kind'], List>

/** A source may be wrong in each of its millions of lines: so many of a kind are held. */
const heldOfEach = 100

export function hold(report: ImportReport, { kind, ...told }: Told): void {
  const list: object[] = report[listOf[kind]]
  if (list.length < heldOfEach) list.push(told)
  else report.more[listOf[kind]]++
}

/** Why an import failed as a whole; nothing for one that worked. */
export function failureOf(report: ImportReport): string | undefined {
  const taken = report.created + report.updated + report.unchanged
  if (taken > 0 && report.fileFaults.length > 0) return 'not every file could be read'
  return failedAsWhole('record', { ...report, taken })
}

const where = ({ file, line, entry }: Place) =>
  [file, line !== undefined && `:${line}`, entry !== undefined && ` entry ${entry}`].filter(Boolean).join('')

export const saidOf = (told: Told): string => {
  if (told.kind === 'rejected') return `${where(told)} rejected: ${told.reason}`
  if (told.kind === 'warning') return `${where(told)} warning: ${told.field} ${told.rule}`
  return `${where(told)} ${told.reason}`
}
export const saidOfMapped = (m: Place & { fields: string[] }) => `${where(m)} fills ${m.fields.join(', ')}`

export const summaryOf = (r: ImportReport, failed: string | undefined): string => {
  const files = r.fileFaults.length + r.more.fileFaults
  const counts = [
    `${r.read} read: ${r.created} created, ${r.updated} updated, ${r.unchanged} unchanged, ${r.rejected} rejected`,
    r.putAside > 0 && `${r.putAside} of them put aside for records`,
    `${r.encounters} visits added or corrected`,
    r.clinical > 0 && `${r.clinical} clinical records added, corrected or withdrawn`,
    `${r.warnings.length + r.more.warnings} warnings`,
    files > 0 && `${files} files not or not wholly read`,
    r.dryRun && 'dry run: nothing was stored',
  ]
  return [counts.filter(Boolean).join('; '), failed && `failed: ${failed}`].filter(Boolean).join('\n')
}
