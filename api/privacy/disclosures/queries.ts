import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { patientById } from '../../patients/published.ts'
import { idsMergedInto, survivorOf } from '../../patients/survivor.ts'
import { staffNames } from '../../staff/published.ts'
import type { DisclosureRow } from '../tables.ts'

type Read = Kysely<Tables>

/**
 * The records of a person, whichever of them is named: what was merged is one person's, and an accounting leaves out nothing
 * for having been entered with another record of theirs.
 */
export async function recordsOf(db: Read, patientId: string): Promise<string[]> {
  const patient = await patientById(db, patientId)
  const survivor = (patient && (await survivorOf(db, patient))) ?? patientId
  return [survivor, ...(await idsMergedInto(db, survivor))]
}

/** Entries with who entered them, and until when they are suspended with any of the records given. */
const withNames = (db: Read, ids?: readonly string[]) =>
  db
    .selectFrom('disclosure as d')
    .innerJoin(staffNames(db).as('s'), 's.id', 'd.recorded_by')
    .selectAll('d')
    .select('s.name as recorded_by_name')
    .select((eb) =>
      eb
        .selectFrom('disclosure_suspension as u')
        .select(({ fn }) => fn.max('u.until_day').as('until'))
        .where((of) =>
          ids ? of('u.patient_id', 'in', ids) : of('u.patient_id', '=', of.ref('d.patient_id')),
        )
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

/** Entries of a person whose first or last disclosure lies in the span of days, both included, the newest first. */
export async function disclosuresOf(db: Read, patientId: string, from: string, to: string) {
  const ids = await recordsOf(db, patientId)
  const rows = await withNames(db, ids)
    .where('d.patient_id', 'in', ids)
    .where('d.disclosed_on', '<=', to)
    .where((eb) => eb(eb.fn.coalesce('d.last_on', 'd.disclosed_on'), '>=', from))
    .orderBy('d.disclosed_on', 'desc')
    .orderBy('d.id', 'desc')
    .execute()
  return rows.map(shown)
}
