import { type Kysely, sql } from 'kysely'

/** Second factors that are sent, codes for whoever lost theirs, and what a session of a patient began on. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table portal_sent_factor (
    account_id text primary key references portal_account(id), contact_point_id text not null, code_hash text,
    code_expires_at text, set_at text)`)
  await run(`create table portal_recovery_code (
    code_hash text primary key, account_id text not null references portal_account(id), used_at text)`)
  await run('create index portal_recovery_code_account on portal_recovery_code (account_id)')
  await run('alter table portal_session add column device text')
  await run('alter table portal_session add column ip text')
}
