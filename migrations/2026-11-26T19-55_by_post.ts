import { type Kysely, sql } from 'kysely'

/** Which codes went by post: they end with the address, and not with a telephone or a mailbox. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table portal_token add column by_post integer not null default 0')
  await run(
    'update portal_token set by_post = 1 where id in (select token_id from letter where token_id is not null)',
  )
}
