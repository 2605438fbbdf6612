import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'

/** Patients with a login who have this address on file although it is not their username. */
export function patientsReachedBy(db: Kysely<Tables>, emailKey: string) {
  return db
    .selectFrom('contact_point as c')
    .innerJoin('portal_account as a', 'a.patient_id', 'c.patient_id')
    .select('a.patient_id')
    .where('c.value_key', '=', emailKey)
    .where('c.system', '=', 'email')
    .where('c.ended_at', 'is', null)
    .limit(3)
    .execute()
}
