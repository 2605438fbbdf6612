import type { StaffCtx } from '../core/context.ts'
import type { PatientRow } from '../core/db/tables.ts'
import type { Missing } from '../core/errors.ts'
import { findStaff } from '../staff/findStaff.ts'

/** Nobody acts on their own login, or on that of someone of their surname or address: a colleague does. */
export async function conflictOfInterest(ctx: StaffCtx, patient: PatientRow): Promise<Missing | undefined> {
  const staff = await findStaff(ctx, ctx.actor.id)
  if (staff?.own_patient_id === patient.id)
    return { code: 'second-person', message: 'a colleague: this is your own record' }
  if (staff && staff.family_key !== '' && staff.family_key === patient.family_key)
    return { code: 'second-person', message: 'a colleague: the patient has your surname' }
  if (staff?.address_key && staff.address_key === patient.address_key)
    return { code: 'second-person', message: 'a colleague: the patient lives at your address' }
  return undefined
}
