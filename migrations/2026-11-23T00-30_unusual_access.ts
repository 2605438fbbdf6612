import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * Unusual access: what personnel records say of staff, patients under watch, opened glass, and what the rules find day
 * by day, with the reviews that end it. Days are the hospital's, YYYY-MM-DD. See api/privacy/README.md.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter
  const run = (statement: string) => sql.raw(statement).execute(db)
  const clustered = postgres ? '' : ' without rowid'

  await run('alter table support_case add column caller_key text')
  await run(
    'create index support_case_caller on support_case (caller_key, opened_at) where caller_key is not null',
  )

  await run(`create table staff_record (
    staff_id text primary key references staff(id), given_name text not null, family_name text not null,
    birth_date text, phone_key text, email_key text, department text, manager_id text references staff(id),
    employed_until text, schedule text, updated_at text not null)`)
  await run(`create table staff_absence (
    staff_id text not null references staff(id), from_day text not null, to_day text not null, kind text not null,
    primary key (staff_id, from_day))`)

  await run(`create table watched_patient (
    id text primary key, patient_id text not null references patient(id), kind text not null,
    from_day text not null, to_day text, added_by text not null references staff(id), added_at text not null)`)
  await run('create index watched_patient_patient on watched_patient (patient_id)')
  await run(`create table break_glass (
    id text primary key, staff_id text not null references staff(id), patient_id text not null references patient(id),
    reason text not null, explanation text not null, started_at text not null, expires_at text not null)`)
  await run('create index break_glass_open on break_glass (staff_id, patient_id, expires_at)')

  await run(`create table privacy_rule (
    rule text primary key, enabled integer not null, thresholds text not null, reason text not null,
    changed_by text references staff(id), changed_at text not null)`)
  await run(`create table privacy_state (
    id integer primary key check (id = 1), scored_to text, turn integer not null)`)
  await run('insert into privacy_state (id, turn) values (1, 0)')
  await run(`create table privacy_day (
    day text primary key, accesses integer not null, explained integer not null, unexplained integer not null,
    flagged integer not null, scored_at text not null)`)
  await run(`create table privacy_staff_day (
    day text not null, staff_id text not null, role text not null, opened integer not null, searches integer not null,
    unopened integer not null, denied integer not null, hours integer not null, addresses text not null,
    primary key (day, staff_id))${clustered}`)
  await run(`create table privacy_sample (
    day text not null, lot text not null, staff_id text not null, patient_id text not null,
    primary key (day, lot))${clustered}`)

  await run(`create table privacy_alert (
    id text primary key, staff_id text references staff(id), patient_id text references patient(id), caller_key text,
    status text not null, score integer not null, first_day text not null, last_day text not null,
    discovered_at text not null, due_at text not null, assigned_to text references staff(id), assessment text,
    outcome text, measure text, conclusion text, signed_by text references staff(id), signed_at text,
    notified_on text, version integer not null)`)
  await run('create index privacy_alert_queue on privacy_alert (status, score, id)')
  await run('create index privacy_alert_staff on privacy_alert (staff_id, status)')
  await run('create index privacy_alert_patient on privacy_alert (patient_id, status)')
  await run(`create table privacy_finding (
    staff_id text not null, patient_id text not null, caller_key text not null, rule text not null, day text not null,
    n integer not null, score integer not null, evidence text not null, context text not null, alert_id text references privacy_alert(id),
    primary key (staff_id, patient_id, caller_key, rule, day, n))${clustered}`)
  await run('create index privacy_finding_day on privacy_finding (day, rule)')
  await run('create index privacy_finding_alert on privacy_finding (alert_id) where alert_id is not null')
  await run(`create table privacy_note (
    id text primary key, alert_id text not null references privacy_alert(id), staff_id text not null references staff(id),
    text text not null, created_at text not null)`)
  await run('create index privacy_note_alert on privacy_note (alert_id, id)')

  await run(`create table activity_review (
    id text primary key, from_day text not null, to_day text not null, accesses integer not null,
    explained integer not null, unexplained integer not null, flagged integer not null, alerts integer not null,
    open_alerts integer not null, begun_by text not null references staff(id), begun_at text not null,
    conclusion text, signed_by text references staff(id), signed_at text, unique (from_day, to_day))`)
  await run(`create table activity_review_item (
    review_id text not null references activity_review(id), position integer not null, day text not null,
    staff_id text not null references staff(id), patient_id text not null references patient(id), finding text,
    note text, decided_by text references staff(id), decided_at text, primary key (review_id, position))`)
}
