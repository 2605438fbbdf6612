import type { GetListParams } from 'react-admin'
import type { z } from 'zod'
import type { auditQuestion, auditRow } from '../../api/audit/schema.ts'
import type { exportRow } from '../../api/auditing/exports/schema.ts'
import type { report } from '../../api/auditing/reports/schema.ts'
import type { integrity, words } from '../../api/auditing/schema.ts'
import type { viewRow } from '../../api/auditing/views/schema.ts'
import { get, httpClient, post } from './http.ts'

export type AuditEvent = z.output<typeof auditRow>
export type AuditQuestion = z.input<typeof auditQuestion>
export type AuditView = z.output<typeof viewRow>
export type AuditExport = z.output<typeof exportRow>
export type AuditWords = z.output<typeof words>
export type Integrity = z.output<typeof integrity>
export type Report = z.output<typeof report>

/** Where a page of the log begins: at one end, or beyond an event. */
export type Edge = 'newest' | 'oldest' | `before:${string}` | `after:${string}`

export interface ReportAsked {
  language: string
  staffOnly?: boolean
  from?: string
  to?: string
  before?: string
}

/**
 * A page of the log as react-admin asks for one. It begins at `meta.edge` and not at a number, and is shown in the order
 * asked for wherever it begins; how many match is counted up to a limit.
 */
export async function listEvents({ filter, sort, pagination, meta }: Partial<GetListParams>) {
  const { field, order } = sort ?? { field: 'at', order: 'DESC' }
  const edge: Edge = meta?.edge ?? (order === 'DESC' ? 'newest' : 'oldest')
  const [side, event] = edge.split(':') as [string, string?]
  const read = field === 'at' && !event ? (side === 'newest' ? 'DESC' : 'ASC') : order
  const { json, headers } = await httpClient(
    `/api/audit?${new URLSearchParams({
      filter: JSON.stringify(event ? { ...filter, [side]: event } : filter),
      sort: JSON.stringify([field, read]),
      range: JSON.stringify([0, (pagination?.perPage ?? 25) - 1]),
    })}`,
  )
  const rows = json as AuditEvent[]
  return {
    data: read === order ? rows : rows.toReversed(),
    total: Number(headers.get('x-total-count')),
    meta: {
      capped: headers.get('x-total-capped') === 'true',
      unsearched: Number(headers.get('x-unsearched') ?? 0),
    },
  }
}

/** What is asked of the log beside its list. */
export const logMethods = {
  auditWords: () => get<AuditWords>('/audit-words'),
  integrity: () => get<Integrity>('/audit-integrity', true),
  proveEvent: (id: string) => post<{ body: string | null; proof: string }>(`/audit/${id}/proof`),
  report(subject: 'patients' | 'staff', id: string, asked: ReportAsked): Promise<Report> {
    const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')
    return get<Report>(
      `/audit-reports/${subject}/${id}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`,
    )
  },
}
