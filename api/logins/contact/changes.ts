import type { Kysely } from 'kysely'
import type { Ctx } from '../../core/context.ts'
import { held } from '../../core/db/lock.ts'
import { prepared } from '../../core/db/prepared.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { addressKey } from '../../core/normalize.ts'
import { maskContact } from '../../patients/mask.ts'
import { channelsOf, type PatientRow } from '../../patients/published.ts'
import type { PutAddress } from '../../patients/putContact.ts'

export type ContactChange = Tables['contact_change']
export type Asked =
  | { system: 'email'; value: string }
  | { system: 'phone'; value: string; takesTexts: boolean }
  | ({ system: 'address' } & PutAddress)

const waiting = (db: Kysely<Tables>, { patientId }: { patientId: string }) =>
  db
    .selectFrom('contact_change')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where('state', '=', 'waiting')
    .orderBy('asked_at')

const waitingOf = prepared(waiting)

/** The changes of a patient's contact that wait, held until the transaction ends. */
export const holdWaiting = (trx: Trx, ctx: Ctx, patientId: string): Promise<ContactChange[]> =>
  held(ctx.desk.db, waiting(trx, { patientId })).execute()

/** What waits to change, as the patient's page shows it; `masked` is null where it cannot be read any more. */
export async function waitingChanges(ctx: Ctx, patientId: string) {
  const rows = await waitingOf(ctx.desk.db.read, { patientId })
  return rows.map((row) => {
    const asked = askedIn(ctx, row)
    return {
      id: row.id,
      system: row.system,
      masked: asked ? masked(asked) : null,
      askedAt: row.asked_at,
      takesEffectAt: row.due_at,
    }
  })
}

const masked = (asked: Asked): string => (asked.system === 'address' ? asked.city : maskContact(asked))

/** What was asked for; nothing where its seal does not open: it was altered, or sealed with another key. */
export function askedIn(ctx: Ctx, row: ContactChange): Asked | undefined {
  try {
    return JSON.parse(ctx.desk.keys.open(row.sealed_value!)) as Asked
  } catch {
    return undefined
  }
}

/** Ends a change that is held; its value is forgotten with it. */
export async function endChange(
  trx: Trx,
  row: ContactChange,
  state: Exclude<ContactChange['state'], 'waiting'>,
  now: string,
): Promise<void> {
  await trx
    .updateTable('contact_change')
    .set({ state, ended_at: now, sealed_value: null })
    .where('id', '=', row.id)
    .execute()
}

/** What is on file of a kind, by what it is known again: another feed has spoken meanwhile where it differs. */
export async function onFile(
  trx: Trx,
  patient: PatientRow,
  system: ContactChange['system'],
): Promise<string> {
  if (system === 'address') return addressKey(patient.street, patient.postal_code) ?? ''
  const ids = (await channelsOf(trx, patient.id)).filter((one) => one.system === system).map(({ id }) => id)
  return ids.sort().join(' ')
}
