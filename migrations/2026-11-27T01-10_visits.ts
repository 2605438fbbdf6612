import { type Kysely, sql } from 'kysely'

/** Clinics that work in the product themselves: their staff, the times they offer, visits that were booked, and who waits for one. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run(`create table staff_clinic (
    staff_id text primary key references staff(id), clinic_id text not null references clinic(id))`)
  await run(`create table clinic_zone (
    clinic_id text primary key references clinic(id), time_zone text not null)`)
  await run(`create table slot (
    id text primary key, clinic_id text not null references clinic(id), provider_id text not null references provider(id),
    kind text not null, day text not null, starts_at text not null, ends_at text not null, status text not null,
    held_for text, held_until text, made_by text, created_at text not null)`)
  await run('create unique index slot_of_provider on slot (provider_id, starts_at)')
  await run(`create index slot_open on slot (clinic_id, kind, starts_at, id) where status = 'free'`)
  await run(`create index slot_held on slot (held_until) where status = 'busy-tentative'`)
  await run(`create table appointment (
    id text primary key, patient_id text not null references patient(id), slot_id text not null references slot(id),
    clinic_id text not null references clinic(id), provider_id text not null references provider(id),
    kind text not null, status text not null, starts_at text not null, ends_at text not null, booked_by text not null,
    sequence integer not null, created_at text not null, changed_at text not null)`)
  await run(`create unique index appointment_once on appointment (slot_id) where status = 'booked'`)
  await run('create index appointment_patient on appointment (patient_id, starts_at, id)')
  await run('create index appointment_clinic on appointment (clinic_id, starts_at, id)')
  await run(`create table wait_entry (
    id text primary key, patient_id text not null references patient(id), clinic_id text not null references clinic(id),
    provider_id text references provider(id), kind text not null, from_day text not null, until_day text not null,
    status text not null, slot_id text references slot(id), offered_until text, asked_by text not null,
    created_at text not null, changed_at text not null)`)
  await run(
    `create index wait_entry_next on wait_entry (clinic_id, kind, created_at, id) where status = 'waiting'`,
  )
  await run('create index wait_entry_patient on wait_entry (patient_id, created_at)')
}
