import { type Kysely, sql } from 'kysely'

/**
 * A patient's authenticator: set up once its first code was right. No step of its clock is taken twice, at whichever door.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql
    .raw(`create table portal_second_factor (
    account_id text primary key references portal_account(id), secret text not null, last_step integer not null,
    begun_at text not null, set_at text)`)
    .execute(db)
}
