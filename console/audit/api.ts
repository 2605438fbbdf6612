import type { z } from 'zod'
import type { AuditColumn } from '../../api/audit/lists.ts'
import type { auditQuestion, auditRow } from '../../api/audit/schema.ts'
import type { exportRow } from '../../api/auditing/exports/schema.ts'
import type { report } from '../../api/auditing/reports/schema.ts'
import type { integrity, words } from '../../api/auditing/schema.ts'
import type { viewRow } from '../../api/auditing/views/schema.ts'
import { httpClient } from '../core/http.ts'

export type Event = z.output<typeof auditRow>
export type Question = z.input<typeof auditQuestion>
export type Integrity = z.output<typeof integrity>
export type Words = z.output<typeof words>
export type View = z.output<typeof viewRow>
export type Export = z.output<typeof exportRow>
export type Report = z.output<typeof report>
export type { AuditColumn }

/** Where a page begins: the newest, the oldest, or beyond an event. */
export type Place = { at: 'newest' | 'oldest' } | { before: string } | { after: string }

export interface Page {
  rows: Event[]
  total: number
  capped: boolean
  unsearched: number
}

export const pageSize = 25

export interface Sort {
  field: AuditColumn
  descending: boolean
}

/** One page, shown in the order asked for wherever it begins. */
export async function searchLog(question: Question, sort: Sort, place: Place): Promise<Page> {
  const end = sort.field === 'at' && 'at' in place ? place.at : undefined
  const descending = end === undefined ? sort.descending : end === 'newest'
  const query = new URLSearchParams({
    filter: JSON.stringify('at' in place ? question : { ...question, ...place }),
    sort: JSON.stringify([sort.field, descending ? 'DESC' : 'ASC']),
    range: JSON.stringify([0, pageSize - 1]),
  })
  const { json, headers } = await httpClient(`/api/audit?${query}`)
  return {
    rows: descending === sort.descending ? json : (json as Event[]).toReversed(),
    total: Number(headers.get('x-total-count')),
    capped: headers.get('x-total-capped') === 'true',
    unsearched: Number(headers.get('x-unsearched') ?? 0),
  }
}

/** Without what was left empty. */
export const withoutEmpty = (question: Question): Question =>
  Object.fromEntries(Object.entries(question).filter(([, value]) => value !== '' && value !== undefined))
