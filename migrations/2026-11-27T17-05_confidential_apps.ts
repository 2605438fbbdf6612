import { type Kysely, sql } from 'kysely'

/** How an app shows that it is that app: by nothing, by a secret, of which a hash is kept, or by a key, of which the public half is. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run("alter table app add column proves text not null default 'none'")
  await run('alter table app add column secret_hash text')
  await run('alter table app add column jwks text')
}
