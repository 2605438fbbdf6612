import { type Kysely, sql } from 'kysely'

/** What patients and the clinics that care for them write to each other, and refills they ask for. Whatever was written is sealed. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table message_thread (
    id text primary key, patient_id text not null references patient(id), clinic_id text not null references clinic(id),
    subject text not null, status text not null, begun_by text not null, waits_since text, due_at text,
    last_at text not null, closed_at text, version integer not null, created_at text not null)`)
  await run('create index message_thread_patient on message_thread (patient_id, last_at, id)')
  await run('create index message_thread_clinic on message_thread (clinic_id, status, due_at, id)')
  await run(`create table message (
    id text primary key, thread_id text not null references message_thread(id), patient_id text not null,
    login_id text, grant_id text, staff_id text references staff(id), body text not null, sent_at text not null, read_at text)`)
  await run('create index message_of_thread on message (thread_id, sent_at, id)')
  await run(`create table message_attachment (
    id text primary key, message_id text not null references message(id), thread_id text not null,
    patient_id text not null, media_type text not null, bytes integer not null, name text not null, content text not null)`)
  await run('create index message_attachment_of on message_attachment (thread_id)')
  await run(`create table refill_request (
    id text primary key, patient_id text not null references patient(id), clinic_id text not null references clinic(id),
    medication text not null, note text, status text not null, reason text, answer text, asked_by text not null, grant_id text,
    decided_by text references staff(id), decided_at text, due_at text not null, version integer not null,
    created_at text not null, changed_at text not null)`)
  await run('create index refill_request_patient on refill_request (patient_id, created_at, id)')
  await run('create index refill_request_clinic on refill_request (clinic_id, status, due_at, id)')
}
