import { type Kysely, sql } from 'kysely'

/** Which case was a second one about the same call, and which cases of different patients belong together. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table case_merge (
    case_id text not null primary key references support_case(id),
    into_id text not null references support_case(id), acts_then text not null)`)
  await run('create index case_merge_into on case_merge (into_id)')
  await run(`create table case_link (
    child_id text not null primary key references support_case(id),
    parent_id text not null references support_case(id),
    linked_by text not null references staff(id), linked_at text not null)`)
  await run('create index case_link_parent on case_link (parent_id)')
}
