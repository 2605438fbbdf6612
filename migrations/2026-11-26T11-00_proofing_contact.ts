import { type Kysely, sql } from 'kysely'

/** Where a link to an outside provider was sent: it ends with that contact. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table identity_proofing add column contact_point_id text')
  await run(
    'create index identity_proofing_open on identity_proofing (contact_point_id) where finished_at is null',
  )
}
