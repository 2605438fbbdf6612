import type { z } from 'zod'
import { type Actions, whatOf } from './action.ts'
import type { AuditColumn } from './lists.ts'
import type { auditRow } from './schema.ts'
import type { Found } from './search/findEvents.ts'

export type AuditRow = z.output<typeof auditRow>

/** One event as the API shows it. */
export function present(
  { event, leafIndex }: Found,
  actions: Actions,
  names: ReadonlyMap<string, string>,
  language: 'en' | 'es',
  patients: ReadonlyMap<string, string> = new Map(),
): AuditRow {
  const [patient, another] = event.patientIds ?? []
  return {
    id: event.id,
    leafIndex,
    at: event.at,
    actorType: event.actorType,
    actorId: event.actorId ?? null,
    actorName: names.get(event.actorId ?? '') ?? null,
    actorRole: event.actorRole ?? null,
    sessionId: event.sessionId ?? null,
    ip: event.ip ?? null,
    action: event.action,
    what: whatOf(actions.get(event.action), event, language),
    outcome: event.outcome,
    objectType: event.objectType ?? null,
    objectId: event.objectId ?? null,
    patientIds: [...(event.patientIds ?? [])],
    patientName: (another === undefined && patients.get(patient ?? '')) || null,
    caseId: event.caseId ?? null,
    purpose: event.purpose ?? null,
    requestId: event.requestId ?? null,
    fields: [...(event.fields ?? [])],
    detail: event.detail ?? {},
  }
}

/** What a row is put in order by: its cell as text that sorts as the cell does. */
export function sortText(row: AuditRow, column: AuditColumn): string {
  const value = row[column]
  if (typeof value === 'number') return String(value).padStart(16, '0')
  return Array.isArray(value) ? value.join(' ') : (value ?? '')
}

/** Orders rows by any column; rows alike in it keep the order of time. */
export function byColumn(column: AuditColumn, descending: boolean) {
  return (a: AuditRow, b: AuditRow) => {
    const [x, y] = [sortText(a, column), sortText(b, column)]
    const way = x < y ? -1 : x > y ? 1 : a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1
    return descending ? -way : way
  }
}
