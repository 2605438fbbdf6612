import { type Kysely, sql } from 'kysely'

/** That a colleague of a clinic is to work for another one, as one asks and another approves. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql
    .raw(`create table clinic_request (
    id text primary key, staff_id text not null references staff(id), staff_version integer not null,
    from_clinic text references clinic(id), to_clinic text not null references clinic(id),
    asked_by text not null references staff(id), asked_at text not null,
    decision text, decided_by text references staff(id), decided_at text)`)
    .execute(db)
  await sql.raw('create index clinic_request_staff on clinic_request (staff_id, asked_at)').execute(db)
}
