import type { CaseRow } from '../cases/tables.ts'
import { hospitalDay } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import type { Policy } from '../core/policy.ts'
import type { PatientRow } from '../patients/tables.ts'
import type { VerificationRow } from './tables.ts'

/** Begins a verification in a case: nothing is proved yet but what is given. */
export async function newVerification(
  trx: Trx,
  ctx: StaffCtx,
  { patient, supportCase }: { patient: PatientRow; supportCase: CaseRow },
  policy: Policy,
  given: Pick<VerificationRow, 'caller'> & Partial<VerificationRow>,
): Promise<VerificationRow> {
  const now = ctx.now()
  const row: VerificationRow = {
    id: newId(),
    case_id: supportCase.id,
    patient_id: patient.id,
    staff_id: ctx.actor.id,
    matched: '[]',
    unmatched: '[]',
    tier: 'T0',
    failed: 0,
    hospital_day: hospitalDay(now, policy.timeZone),
    created_at: now.toISOString(),
    expires_at: new Date(now.getTime() + policy.verificationMinutes * 60_000).toISOString(),
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
    ...given,
  }
  await trx.insertInto('verification').values(row).execute()
  return row
}
