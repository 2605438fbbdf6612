import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import { loginStates } from '../logins/published.ts'
import { emailHolders } from '../patients/published.ts'

/** Patients with a login who have this address on file although it is not their username. */
export function patientsReachedBy(db: Kysely<Tables>, emailKey: string) {
  return db
    .selectFrom(emailHolders(db, [emailKey]).as('c'))
    .innerJoin(loginStates(db).as('a'), 'a.patient_id', 'c.patient_id')
    .select('a.patient_id')
    .limit(3)
    .execute()
}
