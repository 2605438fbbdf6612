import type { StaffCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { type CaseSummary, caseSummaries } from './published.ts'
import { isWaiting } from './serviceLevel.ts'

export function presentCase(row: CaseSummary, now: Date) {
  const dueAt = row.call_back_at ?? row.due_at
  return {
    id: row.id,
    number: row.number,
    patientId: row.patient_id,
    patientName: `${row.family_name}, ${row.given_name}`,
    category: row.category,
    channel: row.channel,
    status: row.status,
    escalatedTo: row.escalated_to,
    openedBy: row.opened_by_name,
    assignedTo: row.assigned_to_name,
    assigneeId: row.assigned_to,
    openedAt: row.opened_at,
    dueAt,
    toCallBack: row.status !== 'closed' && row.call_back_at !== null,
    overdue: row.status !== 'closed' && dueAt < now.toISOString(),
    priority: row.priority,
    waitingUntil: row.status !== 'closed' && isWaiting(row, now) ? row.waiting_until : null,
    closedAt: row.closed_at,
    cause: row.cause,
    outcome: row.outcome,
    reopened: row.reopened,
    version: row.version,
  }
}

/** A case as an act leaves it. */
export async function caseReply(trx: Trx, ctx: StaffCtx, id: string) {
  const row = await caseSummaries(trx).where('c.id', '=', id).executeTakeFirstOrThrow()
  return presentCase(row, ctx.now())
}
