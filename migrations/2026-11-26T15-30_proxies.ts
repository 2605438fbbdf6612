import { type Kysely, sql } from 'kysely'

/**
 * What a proxy may see, what the grant rests on, and doubts about custody. Of grants there are, whether the patient was a minor
 * then is worked out from the birth date, by the usual age of majority.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  for (const column of [
    `access text not null default 'full'`,
    'for_minor integer not null default 0',
    'confirm_failures integer not null default 0',
    'paper text',
    'paper_seen_by text',
    'assented_at text',
    'changed_at text',
    'case_id text',
  ])
    await run(`alter table proxy_grant add column ${column}`)
  const granted = 'proxy_grant.created_at'
  const year = (date: string) => `cast(substr(${date}, 1, 4) as integer)`
  await run(`update proxy_grant set for_minor = 1 where exists (select 1 from patient p where p.id = patient_id and
    ${year(granted)} - ${year('p.birth_date')}
    - (case when substr(${granted}, 6, 5) < substr(p.birth_date, 6) then 1 else 0 end) < 18)`)
  await run('create index proxy_grant_proxy on proxy_grant (proxy_patient_id)')
  await run(`create index proxy_grant_minor on proxy_grant (id) where for_minor = 1 and status <> 'ended'`)
  await run(`create index proxy_grant_pending on proxy_grant (created_at) where status = 'pending'`)
  await run('alter table notice_link add column only_grant text references proxy_grant(id)')
  await run(`create table custody_doubt (
    id text primary key, patient_id text not null references patient(id), case_id text not null references support_case(id),
    raised_by text not null references staff(id), raised_at text not null,
    settled_by text references staff(id), settled_at text)`)
  await run('create unique index custody_doubt_stands on custody_doubt (patient_id) where settled_at is null')
  await run('create index custody_doubt_case on custody_doubt (case_id)')
}
