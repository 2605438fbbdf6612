import { type Kysely, sql } from 'kysely'

/** Proof of identity by an outside provider: what a patient was sent, which browser went there, and how it ended. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table verification add column proofing text')
  await run(`create table identity_proofing (
    verification_id text primary key references verification(id), token_hash text not null unique,
    state_hash text unique, browser_hash text, secrets text, created_at text not null, expires_at text not null,
    finished_at text)`)
}
