import type { z } from 'zod'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { insertRows } from '../../core/db/insertRows.ts'
import type { Trx } from '../../core/db/transact.ts'
import type { disclosureGiven } from '../schema.ts'

const insert = insertRows('disclosure', [
  'id',
  'patient_id',
  'disclosed_on',
  'last_on',
  'times',
  'recipient',
  'recipient_address',
  'description',
  'purpose',
  'recorded_by',
  'created_at',
])

/** Writes an entry of the register for each of some patients. @returns their ids, in the order of the patients */
export async function insertDisclosures(
  trx: Trx,
  ctx: StaffCtx,
  patientIds: readonly string[],
  given: z.output<typeof disclosureGiven>,
): Promise<string[]> {
  const now = ctx.now()
  const rows = patientIds.map((patient_id) => ({
    id: newId(now.getTime()),
    patient_id,
    disclosed_on: given.disclosedOn,
    last_on: given.lastOn ?? null,
    times: given.times,
    recipient: given.recipient,
    recipient_address: given.recipientAddress ?? null,
    description: given.description,
    purpose: given.purpose,
    recorded_by: ctx.actor.id,
    created_at: now.toISOString(),
    withdrawn_at: null,
    withdrawn_by: null,
    withdrawn_reason: null,
  }))
  await insert(trx, rows)
  return rows.map(({ id }) => id)
}
