import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { staffNames } from '../../staff/published.ts'
import type { DisclosureRow } from '../tables.ts'

type Read = Kysely<Tables>

const withNames = (db: Read) =>
  db
    .selectFrom('disclosure as d')
    .innerJoin(staffNames(db).as('s'), 's.id', 'd.recorded_by')
    .selectAll('d')
    .select('s.name as recorded_by_name')
    .select((eb) =>
      eb
        .selectFrom('disclosure_suspension as u')
        .select(({ fn }) => fn.max('u.until_day').as('until'))
        .whereRef('u.patient_id', '=', 'd.patient_id')
        .whereRef('u.purpose', '=', 'd.purpose')
        .whereRef('u.recipient', '=', 'd.recipient')
        .as('suspended_until'),
    )

type Named = DisclosureRow & { recorded_by_name: string; suspended_until: string | null }

const shown = (row: Named) => ({
  id: row.id,
  patientId: row.patient_id,
  disclosedOn: row.disclosed_on,
  lastOn: row.last_on,
  times: row.times,
  recipient: row.recipient,
  recipientAddress: row.recipient_address,
  description: row.description,
  purpose: row.purpose,
  recordedBy: row.recorded_by_name,
  createdAt: row.created_at,
  withdrawnAt: row.withdrawn_at,
  withdrawnReason: row.withdrawn_reason,
  suspendedUntil: row.suspended_until,
})

/** An entry that is there. */
export async function disclosureById(db: Read, id: string) {
  return shown(await withNames(db).where('d.id', '=', id).executeTakeFirstOrThrow())
}

/** Entries whose first or last disclosure lies in the span of days, both included, the newest first. */
export async function disclosuresOf(db: Read, patientId: string, from: string, to: string) {
  const rows = await withNames(db)
    .where('d.patient_id', '=', patientId)
    .where('d.disclosed_on', '<=', to)
    .where((eb) => eb(eb.fn.coalesce('d.last_on', 'd.disclosed_on'), '>=', from))
    .orderBy('d.disclosed_on', 'desc')
    .orderBy('d.id', 'desc')
    .execute()
  return rows.map(shown)
}
