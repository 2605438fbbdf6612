import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * On PostgreSQL a walk along one patient's rows that asks for their kind went to the table for each of them; with kind
 * and actor in the index it stays there. On SQLite the table is its own index already.
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
}
