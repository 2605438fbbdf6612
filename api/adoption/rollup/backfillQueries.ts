import type { Kysely } from 'kysely'
import { callersChecked } from '../../callers/published.ts'
import { caseTimes } from '../../cases/published.ts'
import type { Tables } from '../../core/db/tables.ts'
import { invitations, loginHistory } from '../../logins/published.ts'
import { invitationsSent } from '../../mail/published.ts'
import { visits } from '../../patients/visits.ts'

/** What is on record of the given patients that adoption counts. */
export async function factsOf(db: Kysely<Tables>, ids: string[]) {
  const [seen, offers, deliveries, portalEvents, cases, checks] = await Promise.all([
    visits(db).where('patient_id', 'in', ids).execute(),
    invitations(db).where('a.patient_id', 'in', ids).execute(),
    invitationsSent(db).where('patient_id', 'in', ids).execute(),
    loginHistory(db).where('patient_id', 'in', ids).execute(),
    caseTimes(db).where('patient_id', 'in', ids).execute(),
    callersChecked(db).where('patient_id', 'in', ids).execute(),
  ])
  return { visits: seen, offers, deliveries, portalEvents, cases, checks }
}
