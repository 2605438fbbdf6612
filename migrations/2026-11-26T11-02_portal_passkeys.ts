import { type Kysely, sql } from 'kysely'

/** Passkeys of patients, answers to them that were used, and how and when a caller was proved further. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table portal_passkey (
    id text primary key, account_id text not null references portal_account(id), credential_id text not null unique,
    public_key text not null, counter bigint not null, transports text not null, name text not null,
    created_at text not null, last_used_at text)`)
  await run('create index portal_passkey_account on portal_passkey (account_id)')
  await run('create table portal_challenge_used (challenge_hash text primary key, expires_at text not null)')
  await run('alter table verification add column passkey_mac text')
  await run('alter table verification add column passkey_until text')
  await run('alter table verification add column raised_at text')
  await run('alter table verification add column raised_by text')
  await run('alter table verification add column came_back_at text')
}
