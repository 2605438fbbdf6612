import { type Kysely, sql } from 'kysely'

/** Access reviews: once a quarter, who may what, and somebody else's word that they still should. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table access_review (
    id text primary key, quarter text not null unique, begun_by text not null references staff(id),
    begun_at text not null, finished_by text references staff(id), finished_at text)`)
  await run(`create table access_review_item (
    review_id text not null references access_review(id), staff_id text not null references staff(id),
    role text not null, last_sign_in_at text, unused text not null, decision text, reason text,
    decided_by text references staff(id), decided_at text, primary key (review_id, staff_id))`)
}
