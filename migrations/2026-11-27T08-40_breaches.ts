import { type Kysely, sql } from 'kysely'

/**
 * Breaches and what is done about each: whom they are of, the four factors, two signatures, the notices and when each went out.
 * What was signed as a breach before and nobody was told of yet becomes one, to be signed by a second officer.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table breach (
    id text primary key, alert_id text unique references privacy_alert(id), staff_id text references staff(id),
    source text not null, summary text not null, kind text not null, location text not null, data_kinds text not null,
    occurred_from text not null, occurred_to text not null, known_on text not null, should_known_on text,
    associate text, associate_agent integer not null, associate_found_on text, others integer not null,
    status text not null, assessment text, exception text, outcome text, conclusion text,
    signed_by text references staff(id), signed_at text, second_by text references staff(id), second_at text,
    delay_kind text, delay_said_on text, delay_until text, delay_official text, delay_reason text,
    told_on text, settled_on text, next_due text not null,
    opened_by text references staff(id), opened_at text not null, version integer not null)`)
  await run('create index breach_waiting on breach (settled_on, next_due)')
  await run(`create table breach_patient (
    breach_id text not null references breach(id), patient_id text not null references patient(id), residence text,
    added_by text references staff(id), added_at text not null, primary key (breach_id, patient_id))`)
  await run('create index breach_of_patient on breach_patient (patient_id)')
  await run(`create table breach_draft (
    breach_id text not null references breach(id), language text not null, happened text not null,
    information text not null, steps text not null, doing text not null, contact text not null,
    primary key (breach_id, language))`)
  await run(`create table breach_notice (
    id text primary key, breach_id text not null references breach(id), patient_id text references patient(id),
    method text not null, recipient text not null, content text, residence text, on_day text, reference text,
    returned_on text, withdrawn_at text, recorded_by text not null references staff(id), recorded_at text not null)`)
  await run('create index breach_notice_of on breach_notice (breach_id, patient_id)')
  await run(`create table review_addition (
    id text primary key, review_type text not null, review_id text not null, text text not null,
    added_by text not null references staff(id), added_at text not null)`)
  await run('create index review_addition_of on review_addition (review_type, review_id, id)')
  await run(`insert into breach (id, alert_id, staff_id, source, summary, kind, location, data_kinds, occurred_from,
    occurred_to, known_on, associate_agent, others, status, assessment, outcome, conclusion, signed_by, signed_at,
    next_due, opened_by, opened_at, version)
    select id, id, staff_id, 'alert', conclusion, 'unauthorized-access', 'medical-record', '["clinical","demographic"]', first_day,
    last_day, substr(discovered_at, 1, 10), 0, 0, 'signed', assessment, 'breach', conclusion, signed_by, signed_at,
    substr(due_at, 1, 10), signed_by, signed_at, 1
    from privacy_alert where outcome = 'breach' and notified_on is null`)
  await run(`insert into breach_patient (breach_id, patient_id, residence, added_by, added_at)
    select a.id, a.patient_id, p.state, a.signed_by, a.signed_at
    from privacy_alert a join patient p on p.id = a.patient_id where a.outcome = 'breach' and a.notified_on is null`)
}
