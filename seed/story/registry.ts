import type { Kysely } from 'kysely'
import type { Tables } from '../../api/core/db/tables.ts'
import type { AccountRow } from '../../api/logins/tables.ts'
import type { ContactPointRow, PatientRow } from '../../api/patients/tables.ts'

/** Everybody on file, in the order of their numbers, with what the story needs to know of them. */
export interface Registry {
  patients: PatientRow[]
  emails: Map<string, ContactPointRow>
  /** Those who have a login already, because it is a problem. */
  accounts: Map<string, AccountRow>
  providers: { id: string; clinic_id: string; clinic: string }[]
  providerOf: Map<string, { id: string; clinic_id: string; clinic: string }>
}

export async function readRegistry(db: Kysely<Tables>): Promise<Registry> {
  const [patients, emails, accounts, providers] = await Promise.all([
    db.selectFrom('patient').selectAll().orderBy('mrn').execute(),
    db
      .selectFrom('contact_point')
      .selectAll()
      .where('system', '=', 'email')
      .where('ended_at', 'is', null)
      .execute(),
    db.selectFrom('portal_account').selectAll().execute(),
    db
      .selectFrom('provider as p')
      .innerJoin('clinic as c', 'c.id', 'p.clinic_id')
      .select(['p.id', 'c.id as clinic_id', 'c.name as clinic'])
      .orderBy('p.external_id')
      .execute(),
  ])
  return {
    patients,
    emails: new Map(emails.map((row) => [row.patient_id, row])),
    accounts: new Map(accounts.map((row) => [row.patient_id, row])),
    providers,
    providerOf: new Map(providers.map((row) => [row.id, row])),
  }
}
