import type { Role } from '../../core/access/permissions.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { alertOutcomes } from '../lists.ts'
import type { NamedAlert } from './queries.ts'

export const presentAlert = (row: NamedAlert, ctx: StaffCtx) => ({
  id: row.id,
  staff: row.staff_id ? { id: row.staff_id, name: row.staff_name!, role: row.staff_role as Role } : null,
  patient: row.patient_id ? { id: row.patient_id, name: `${row.family_name}, ${row.given_name}` } : null,
  caller: row.caller_key !== null,
  status: row.status,
  score: row.score,
  firstDay: row.first_day,
  lastDay: row.last_day,
  discoveredAt: row.discovered_at,
  dueAt: row.due_at,
  overdue: isDue(row) && row.due_at < ctx.now().toISOString(),
  assignedTo: row.assigned_to ? { id: row.assigned_to, name: row.assigned_name! } : null,
  outcome: row.outcome as (typeof alertOutcomes)[number] | null,
  notifiedOn: row.notified_on,
  /** What it goes on as, where it was signed as a breach. */
  breachId: row.breach_id,
  version: row.version,
})

/** A review is due until it is signed, and a breach until those concerned were told. */
const isDue = (row: NamedAlert) =>
  row.status === 'open' || (row.breach_id !== null && row.notified_on === null && row.settled_on === null)
