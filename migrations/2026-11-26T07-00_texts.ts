import { type Kysely, sql } from 'kysely'

/** Codes go by text message too: which telephones take one, and by which way what is in the outbox leaves. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table contact_point add column takes_texts integer not null default 0')
  await run(`alter table mail add column channel text not null default 'email'`)
}
