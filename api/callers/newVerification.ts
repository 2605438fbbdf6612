import type { CaseRow } from '../cases/published.ts'
import { hospitalDay } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import type { PolicyOf } from '../core/policy.ts'
import type { PatientRow } from '../patients/published.ts'
import type { callersPolicy } from './policy.ts'
import type { VerificationRow } from './tables.ts'

/** A verification as it begins: nothing is proved yet. */
export const unproven = (
  about: Pick<VerificationRow, 'id' | 'case_id' | 'patient_id' | 'staff_id' | 'caller' | 'hospital_day'>,
  at: Date,
  minutes: number,
): VerificationRow => ({
  ...about,
  matched: '[]',
  unmatched: '[]',
  tier: 'T0',
  failed: 0,
  created_at: at.toISOString(),
  expires_at: new Date(at.getTime() + minutes * 60_000).toISOString(),
  channel_id: null,
  code_hash: null,
  code_expires_at: null,
  code_attempts: 0,
  codes_sent: 0,
  photo_document: null,
  seen_by: null,
  seen_at: null,
  approved_by: null,
  approved_at: null,
  declined_by: null,
  declined_at: null,
  declined_reason: null,
  declined_note: null,
  proofing: null,
  passkey_mac: null,
  passkey_until: null,
  raised_at: null,
  raised_by: null,
  came_back_at: null,
})

/** Begins a verification in a case, with what is known of it from the beginning. */
export async function newVerification(
  trx: Trx,
  ctx: StaffCtx,
  { patient, supportCase }: { patient: PatientRow; supportCase: CaseRow },
  { timeZone, verificationMinutes }: PolicyOf<typeof callersPolicy>,
  { caller, ...given }: Pick<VerificationRow, 'caller'> & Partial<VerificationRow>,
): Promise<VerificationRow> {
  const now = ctx.now()
  const about = {
    id: newId(),
    case_id: supportCase.id,
    patient_id: patient.id,
    staff_id: ctx.actor.id,
    caller,
    hospital_day: hospitalDay(now, timeZone),
  }
  const row = { ...unproven(about, now, verificationMinutes), ...given }
  await trx.insertInto('verification').values(row).execute()
  return row
}
