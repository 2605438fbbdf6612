import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'

/*
 * What other rooms may read of the logins: parts of queries, to be narrowed or joined there.
 */

type Reader = Kysely<Tables>

/** Who has a login, and the state it is in. */
export const loginStates = (db: Reader) => db.selectFrom('portal_account').select(['patient_id', 'status'])

/** Links that invite patients to the portal. */
export const invitations = (db: Reader) =>
  db
    .selectFrom('portal_token as t')
    .innerJoin('portal_account as a', 'a.id', 't.account_id')
    .select(['t.id', 'a.patient_id', 't.created_at', 't.expires_at'])
    .where('t.kind', '=', 'activation')

/** What happened to logins. */
export const loginHistory = (db: Reader) =>
  db.selectFrom('portal_event').select(['id', 'patient_id', 'at', 'kind', 'reason'])
