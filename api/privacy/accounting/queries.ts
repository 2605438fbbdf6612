import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { listedName, patientNames } from '../../patients/published.ts'
import { staffNames } from '../../staff/published.ts'
import type { AccountingRow } from '../tables.ts'

type Read = Kysely<Tables>

/** Requests with the names of the patient and of who worked on them. */
export const requests = (db: Read) =>
  db
    .selectFrom('accounting_request as r')
    .innerJoin(patientNames(db).as('p'), 'p.id', 'r.patient_id')
    .innerJoin(staffNames(db).as('s'), 's.id', 'r.recorded_by')
    .leftJoin(staffNames(db).as('a'), 'a.id', 'r.answered_by')
    .selectAll('r')
    .select(['p.family_name', 'p.given_name', 's.name as recorded_name', 'a.name as answered_name'])
type Named = Awaited<ReturnType<ReturnType<typeof requests>['executeTakeFirstOrThrow']>>

export const stateOf = (row: Pick<AccountingRow, 'answered_at' | 'withdrawn_at'>) =>
  row.withdrawn_at ? ('withdrawn' as const) : row.answered_at ? ('answered' as const) : ('open' as const)

export const shown = (row: Named, today: string) => ({
  id: row.id,
  patient: { id: row.patient_id, name: listedName(row.family_name, row.given_name) },
  receivedOn: row.received_on,
  from: row.from_day,
  to: row.to_day,
  dueOn: row.due_on,
  overdue: stateOf(row) === 'open' && row.due_on < today,
  extendedOn: row.extended_on,
  extendedReason: row.extended_reason,
  free: row.free === 1,
  state: stateOf(row),
  recordedBy: row.recorded_name,
  answeredAt: row.answered_at,
  answeredBy: row.answered_name,
  method: row.method,
  leftOut: row.left_out,
  withdrawnReason: row.withdrawn_reason,
})
