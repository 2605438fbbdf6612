import { type Kysely, sql } from 'kysely'

/** Calls that are drawn each month for a review of their quality, out of what, by which seed, and what came of each. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table quality_draw (
    id text primary key, month text not null unique, seed text not null, per_agent integer not null,
    drawn_by text not null references staff(id), drawn_at text not null)`)
  await run(`create table quality_draw_agent (
    draw_id text not null references quality_draw(id), staff_id text not null references staff(id), cases text not null,
    primary key (draw_id, staff_id))`)
  await run(`create table quality_review (
    id text primary key, draw_id text not null references quality_draw(id), staff_id text not null references staff(id),
    case_id text not null unique references support_case(id), position integer not null,
    answers text, met integer, asked integer, remark text, reviewed_by text references staff(id), reviewed_at text,
    reply text, replied_at text)`)
  await run('create index quality_review_staff on quality_review (staff_id, reviewed_at)')
  await run('create index quality_review_reviewed on quality_review (reviewed_at)')
}
