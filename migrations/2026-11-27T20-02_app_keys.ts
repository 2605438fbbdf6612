import { type Kysely, sql } from 'kysely'

/** Where an app publishes its keys, and what it showed before its secret or keys were changed, while that still counts. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table app add column jwks_uri text')
  await run('alter table app add column old_secret_hash text')
  await run('alter table app add column old_jwks text')
  await run('alter table app add column old_until text')
}
