import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * An identifier is a number and who issued it, so that two people may bear one number: a number alone is unique no more,
 * of patients and of visits. What a source says of names, numbers and contacts is kept as it says it: suffix, names in use,
 * former names and numbers, rank; a link knows the address it was mailed to. Records whose number belongs to somebody else
 * wait for people to decide. Numbers taken in before keep the system “mrn”, which says that their issuer is not known; social
 * security, insurance and licence numbers that came in under their own system go.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  if (postgres) {
    await run('alter table patient drop constraint patient_mrn_key')
    await run('alter table encounter drop constraint encounter_external_id_key')
  } else {
    await makeAnew(db, 'patient', 'mrn')
    await makeAnew(db, 'encounter', 'external_id')
  }
  await run('create index patient_mrn on patient (mrn)')
  await run('create unique index encounter_of_patient on encounter (patient_id, external_id)')
  await run('alter table patient add column suffix text')
  await run(`alter table patient add column nicknames text not null default '[]'`)
  await run(`alter table patient add column former_given_names text not null default '[]'`)
  await run('alter table patient add column inactive_since text')
  await run('alter table patient_identifier add column former integer not null default 0')
  await run('alter table contact_point add column rank integer')
  await run('alter table portal_token add column contact_point_id text')
  await run(`create table record_conflict (
    id text primary key, patient_id text not null references patient(id), other_patient_id text references patient(id),
    reason text not null, digest text not null unique, file text not null, place text not null, record text not null,
    found_at text not null)`)
  await run(`delete from patient_identifier where system like '%2.16.840.1.113883.4.1' or system like '%us-ssn%'
    or system like '%2.16.840.1.113883.4.3.%' or system like '%passport%' or system like '%us-medicare%'
    or system like '%us-mbi%' or system like '%2.16.840.1.113883.4.572' or system like '%2.16.840.1.113883.4.927'`)
}

/** SQLite drops no rule of a column: the table is made anew without it, with its rows and indexes. */
async function makeAnew(db: Kysely<any>, table: string, column: string): Promise<void> {
  const { rows } = await sql<{ type: string; sql: string }>`
    select type, sql from sqlite_master where tbl_name = ${table} and sql is not null`.execute(db)
  const made = rows.find((row) => row.type === 'table')!.sql
  const without = made
    .replace(`"${column}" text not null unique`, `"${column}" text not null`)
    .replace(`"${table}"`, `"${table}_anew"`)
  if (without.length !== made.length + '_anew'.length - ' unique'.length)
    throw new Error(`${table} is not as the migrations before made it`)
  await sql.raw(without).execute(db)
  await sql.raw(`insert into ${table}_anew select * from ${table}`).execute(db)
  await sql.raw(`drop table ${table}`).execute(db)
  await sql.raw(`alter table ${table}_anew rename to ${table}`).execute(db)
  for (const row of rows.filter(({ type }) => type !== 'table')) await sql.raw(row.sql).execute(db)
}
