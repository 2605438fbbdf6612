import { type Kysely, sql } from 'kysely'

/** Changes of what the watch over access goes by: asked for by one officer, decided on by another; one waits for a rule at a time. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table privacy_rule_change (
    id text primary key, rule text not null, enabled integer not null, thresholds text not null, before text not null,
    rule_version integer not null, reason text not null, alone integer not null,
    asked_by text not null references staff(id), asked_at text not null,
    decision text, decided_by text references staff(id), decided_at text)`)
  await run(
    'create unique index privacy_rule_change_waits on privacy_rule_change (rule) where decided_at is null',
  )
  await run('alter table privacy_rule add column confirmed_by text references staff(id)')
}
