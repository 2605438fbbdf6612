import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

/**
 * Goals are set for the hospital, a clinic or a provider, by a month and with an owner. One that is replaced or removed ends and
 * is kept: of a place and figure one stands at a time.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  const before = await db.selectFrom('adoption_goal').selectAll().execute()
  await run('drop table adoption_goal')
  await run(`create table adoption_goal (
    id text primary key, place text not null, figure text not null, target double precision not null, due text,
    owner_id text references staff(id), set_by text not null references staff(id), set_at text not null,
    ended_by text references staff(id), ended_at text)`)
  await run(
    'create unique index adoption_goal_standing on adoption_goal (place, figure) where ended_at is null',
  )
  await run('create index adoption_goal_ended on adoption_goal (ended_at)')
  for (const { figure, percent, set_by, set_at } of before)
    await db
      .insertInto('adoption_goal')
      .values({ id: randomUUID(), place: '', figure, target: percent, owner_id: set_by, set_by, set_at })
      .execute()
}
