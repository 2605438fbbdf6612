import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * On PostgreSQL a walk along one patient's rows that asks for their kind went to the table for each of them; with kind
 * and actor in the index it stays there. And all one actor did, or all that came from one address, has an index in order
 * of time. SQLite needs neither: there the table is its own index, and a merge of short walks is cheap.
 */
export async function up(db: Kysely<any>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return
  await sql
    .raw(
      'create unique index audit_patient_walk on audit_patient (patient, at, leaf_index) include (kind, actor)',
    )
    .execute(db)
  await sql.raw('alter table audit_patient drop constraint audit_patient_pkey').execute(db)
  await sql
    .raw(
      'alter table audit_patient add constraint audit_patient_pkey primary key using index audit_patient_walk',
    )
    .execute(db)
  for (const column of ['actor', 'ip'])
    await sql
      .raw(
        `create index audit_search_${column}_at on audit_search (${column}, at, leaf_index) where ${column} is not null`,
      )
      .execute(db)
}
