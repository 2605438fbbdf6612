import { randomUUID } from 'node:crypto'
import type { AuditEvent } from '../api/audit/event.ts'
import { newId } from '../api/core/db/id.ts'
import type { Tables } from '../api/core/db/tables.ts'
import type { Random } from './random.ts'
import type { Worker } from './workforce.ts'

/** What is written of one day. */
export interface Diary {
  events: AuditEvent[]
  cases: Tables['support_case'][]
  contacts: Tables['contact_point'][]
  emergencies: Tables['break_glass'][]
}

export function aCase(
  { diary, numbers, random }: { diary: Diary; numbers: { next: number }; random: Random },
  patient: { id: string },
  worker: Pick<Worker, 'id'>,
  openedAt: string,
  callerKey: string,
): string {
  const id = newId(Date.parse(openedAt))
  diary.cases.push({
    id,
    number: numbers.next++,
    patient_id: patient.id,
    category: 'cannot-sign-in',
    channel: 'phone',
    summary: 'Synthetic call.',
    status: 'closed',
    escalated_to: null,
    opened_by: worker.id,
    assigned_to: worker.id,
    opened_at: openedAt,
    due_at: openedAt,
    closed_at: new Date(Date.parse(openedAt) + 150_000).toISOString(),
    cause: 'forgotten-password',
    outcome: 'link-sent',
    signed_in_at: null,
    call_back_at: null,
    postponements: 0,
    priority: 'routine',
    waiting_until: null,
    resolve_seconds: 150,
    // One call in a hundred comes from a doctor's office, which rings for whoever sits there.
    caller_key: random.chance(0.0015) ? `office:${random.int(1, 6)}` : random.chance(0.7) ? callerKey : null,
    reopened: 0,
    version: 2,
  })
  return id
}

/** A contact of a patient's that the source brought, or that the desk was told. */
export const aContact = (
  patientId: string,
  since: string,
  by: 'source' | 'desk',
): Tables['contact_point'] => {
  const id = newId()
  return {
    id,
    patient_id: patientId,
    system: 'email',
    value: `${id}@example.test`,
    value_key: `${id}@example.test`,
    on_file_since: since,
    ended_at: null,
    bounced_at: null,
    rank: null,
    takes_texts: 0,
    put_at_desk: by === 'desk' ? 1 : 0,
  }
}

/** An act of a worker on a patient's record. */
export const touch = (
  worker: Pick<Worker, 'id' | 'role'>,
  patientId: string,
  at: string,
  action: string,
  over: Partial<AuditEvent> = {},
): AuditEvent => ({
  id: newId(Date.parse(at)),
  at,
  actorType: 'staff',
  actorId: worker.id,
  actorRole: worker.role,
  sessionId: `${worker.id.slice(0, 18)}-${at.slice(0, 10)}`,
  ip: officeAddress,
  action,
  outcome: 'success',
  requestId: randomUUID(),
  patientIds: [patientId],
  ...over,
})

export const officeAddress = '192.0.2.1'
