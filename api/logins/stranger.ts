import type { StaffCtx } from '../core/context.ts'
import type { PatientRow } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import type { Missing } from '../core/errors.ts'
import { staffById } from '../staff/queries.ts'
import { missing } from './words.ts'

/** Nobody acts on their own login, or on that of someone of their surname or address: a colleague does. */
export async function missingStranger(
  trx: Trx,
  ctx: StaffCtx,
  patient: PatientRow,
): Promise<readonly Missing[] | undefined> {
  const staff = await staffById(trx, ctx.actor.id)
  if (staff?.own_patient_id === patient.id) return [missing.ownRecord]
  if (staff && staff.family_key !== '' && staff.family_key === patient.family_key)
    return [missing.sameSurname]
  if (staff?.address_key && staff.address_key === patient.address_key) return [missing.sameAddress]
  return undefined
}
