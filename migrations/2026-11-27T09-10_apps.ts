import { type Kysely, sql } from 'kysely'

/**
 * Apps that read for patients: which are registered, what each patient allowed, and what is under way with them, sealed and by hashes
 * of their tokens. A login says since when all it had allowed is over.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table app (
    id text primary key, name text not null, publisher text not null, redirect_uris text not null,
    registered_by text not null references staff(id), registered_at text not null,
    revoked_by text references staff(id), revoked_at text)`)
  await run(`create table app_access (
    id text primary key, app_id text not null references app(id), account_id text not null references portal_account(id),
    patient_id text not null references patient(id), grant_hash text not null unique, scopes text not null,
    allowed_at text not null, ends_at text not null, ended_at text, ended_by text)`)
  await run('create index app_access_account on app_access (account_id, allowed_at)')
  await run('create index app_access_app on app_access (app_id)')
  await run(`create table app_state (
    model text not null, id_hash text not null, grant_hash text, sealed text not null, consumed_at text,
    expires_at text not null, primary key (model, id_hash))`)
  await run('create index app_state_grant on app_state (grant_hash)')
  await run('create index app_state_expires on app_state (expires_at)')
  await run('alter table portal_account add column access_ended_at text')
}
