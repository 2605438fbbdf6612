import type { z } from 'zod'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import type { Trx } from '../../core/db/transact.ts'
import type { disclosureGiven } from '../schema.ts'

/** Writes an entry of the register. @returns its id */
export async function insertDisclosure(
  trx: Trx,
  ctx: StaffCtx,
  patientId: string,
  given: z.output<typeof disclosureGiven>,
): Promise<string> {
  const now = ctx.now()
  const id = newId(now.getTime())
  await trx
    .insertInto('disclosure')
    .values({
      id,
      patient_id: patientId,
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
    })
    .execute()
  return id
}
