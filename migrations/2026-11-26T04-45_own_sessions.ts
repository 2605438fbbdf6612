import { type Kysely, sql } from 'kysely'

/** Where a session of staff began, from which networks each of them signed in, and in which language they are written to. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('alter table staff add column language text')
  await run('alter table staff_session add column ip text')
  await run(`create table staff_network (
    staff_id text not null references staff(id), network_hash text not null, last_seen_at text not null,
    primary key (staff_id, network_hash))`)
}
