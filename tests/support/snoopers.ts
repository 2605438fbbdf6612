import type { AuditEvent } from '../../api/audit/event.ts'
import { keyOf } from '../../api/audit/search/keys.ts'
import { dayPlus } from '../../api/core/calendar.ts'
import { newId } from '../../api/core/db/id.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { addressKey } from '../../api/core/normalize.ts'
import type { House } from './harness.ts'
import { logged } from './log.ts'

let counter = 0

/** A staff member who cannot sign in and need not: their acts are written to the log. */
export async function aMember(
  house: House,
  over: Partial<Tables['staff']> & {
    record?: Partial<Tables['staff_record']>
    address?: { street: string; postalCode: string }
  } = {},
): Promise<string> {
  const { record, address, ...columns } = over
  const n = ++counter
  const name =
    over.name ?? `Unlike Anybodyelse${'abcdefghij'[n % 10]}${'klmnopqrst'[Math.floor(n / 10) % 10]}`
  const row: Tables['staff'] = {
    id: newId(),
    email: `member${n}@desk.test`,
    name,
    role: 'helpdesk',
    status: 'active',
    address_key: address ? addressKey(address.street, address.postalCode) : null,
    own_patient_id: null,
    password_hash: null,
    totp_secret: null,
    totp_step: 0,
    language: null,
    last_sign_in_at: null,
    created_at: house.desk.clock().toISOString(),
    version: 1,
    ...columns,
  }
  await house.desk.db.write.insertInto('staff').values(row).execute()
  if (record)
    await house.desk.db.write
      .insertInto('staff_record')
      .values({
        staff_id: row.id,
        given_name: name.split(' ')[0]!,
        family_name: name.split(' ').at(-1)!,
        birth_date: null,
        phone_key: null,
        email_key: null,
        department: null,
        manager_id: null,
        employed_until: null,
        schedule: null,
        updated_at: row.created_at,
        ...record,
      })
      .execute()
  return row.id
}

/** An act on one patient's record; at nine in the morning of a day unless a time is given. */
export const act = (
  staffId: string,
  patientId: string,
  at: string,
  action: string = 'patient.shown',
  over: Partial<AuditEvent> = {},
): AuditEvent =>
  logged(action, {
    at: at.length === 10 ? `${at}T09:${String(counter++ % 60).padStart(2, '0')}:00.000Z` : at,
    actorId: staffId,
    patientIds: [patientId],
    ...over,
  })

export async function aCallAt(
  house: House,
  patientId: string,
  staffId: string,
  at: string,
  callerKey: string | null = null,
): Promise<string> {
  const id = newId()
  await house.desk.db.write
    .insertInto('support_case')
    .values({
      id,
      number: 50_000 + ++counter,
      patient_id: patientId,
      category: 'cannot-sign-in',
      channel: 'phone',
      summary: 'test',
      status: 'open',
      escalated_to: null,
      opened_by: staffId,
      assigned_to: staffId,
      opened_at: at,
      due_at: at,
      closed_at: null,
      cause: null,
      outcome: null,
      call_back_at: null,
      postponements: 0,
      priority: 'routine',
      waiting_until: null,
      resolve_seconds: null,
      caller_key: callerKey,
      reopened: 0,
      version: 1,
    })
    .execute()
  return id
}

export async function aVisitAt(house: House, patientId: string, at: string): Promise<void> {
  const id = newId()
  await house.desk.db.write
    .insertInto('encounter')
    .values({
      id,
      external_id: id,
      patient_id: patientId,
      clinic_id: null,
      provider_id: null,
      started_at: at,
    })
    .execute()
}

/** Days at work before a day, as the watch keeps them. */
export async function habitOf(
  house: House,
  staffId: string,
  before: string,
  days: number,
  usual: Partial<Tables['privacy_staff_day']> = {},
): Promise<void> {
  for (let i = 1; i <= days; i++)
    await house.desk.db.write
      .insertInto('privacy_staff_day')
      .values({
        day: dayPlus(before, -i),
        staff_id: staffId,
        role: 'helpdesk',
        opened: 5,
        searches: 10,
        unopened: 10,
        denied: 0,
        // From eight to five.
        hours: 0b1_1111_1111 << 8,
        addresses: JSON.stringify([keyOf('192.0.2.10')]),
        ...usual,
      })
      .execute()
}
