import { type Kysely, sql } from 'kysely'

/** Passkeys of staff, and the challenge a session was given last: who answers it, answers in that session. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table staff_passkey (
    id text primary key, staff_id text not null references staff(id), credential_id text not null unique,
    public_key text not null, counter bigint not null, transports text not null, name text not null,
    created_at text not null, last_used_at text)`)
  await run('create index staff_passkey_staff on staff_passkey (staff_id)')
  await run('alter table staff_session add column challenge_hash text')
  await run('alter table staff_session add column challenge_for text')
  await run('alter table staff_session add column challenge_until text')
}
