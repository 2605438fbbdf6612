import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'

type Reader = Kysely<Tables>

export const patientsAfter = (db: Reader, after: string, limit: number) =>
  db
    .selectFrom('patient')
    .select(['id', 'version', 'updated_at'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()

/** What is on record of the given patients that adoption counts. */
export async function factsOf(db: Reader, ids: string[]) {
  const [visits, offers, deliveries, portalEvents, cases, checks] = await Promise.all([
    db
      .selectFrom('encounter')
      .select(['id', 'patient_id', 'started_at'])
      .where('patient_id', 'in', ids)
      .execute(),
    db
      .selectFrom('portal_token as t')
      .innerJoin('portal_account as a', 'a.id', 't.account_id')
      .select(['t.id', 'a.patient_id', 't.created_at', 't.expires_at'])
      .where('a.patient_id', 'in', ids)
      .where('t.kind', '=', 'activation')
      .execute(),
    db
      .selectFrom('mail')
      .select(['id', 'patient_id', 'sent_at'])
      .where('patient_id', 'in', ids)
      .where('template', '=', 'activation')
      .where('sent_at', 'is not', null)
      .execute(),
    db
      .selectFrom('portal_event')
      .select(['id', 'patient_id', 'at', 'kind', 'reason'])
      .where('patient_id', 'in', ids)
      .execute(),
    db
      .selectFrom('support_case')
      .select(['id', 'patient_id', 'opened_at', 'closed_at'])
      .where('patient_id', 'in', ids)
      .execute(),
    db
      .selectFrom('verification')
      .select(['id', 'patient_id', 'failed', 'created_at'])
      .where('patient_id', 'in', ids)
      .execute(),
  ])
  return { visits, offers, deliveries, portalEvents, cases, checks }
}
