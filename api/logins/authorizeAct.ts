import { deny } from '../acts/permit.ts'
import { verificationById } from '../callers/findVerification.ts'
import { caseById } from '../cases/findCase.ts'
import type { StaffCtx } from '../core/context.ts'
import type { AccountRow, CaseRow, PatientRow } from '../core/db/tables.ts'
import { Conflict, Invalid, type Missing, NotFound } from '../core/errors.ts'
import { patientById } from '../patients/queries.ts'
import { conflictOfInterest } from './conflictOfInterest.ts'
import { type Act, acts, type Tier, tiers } from './lists.ts'
import { accountByPatient } from './queries.ts'

export interface ActInput {
  patientId: string
  act: Act
  caseId: string
  verificationId?: string
}

export interface Authorized {
  patient: PatientRow
  account: AccountRow | undefined
  case: CaseRow
  tier: Tier
}

/**
 * Decides whether an act may go ahead: an open case of this patient, a caller verified to the act's tier within
 * that case, and an agent who is a stranger to the patient. What is missing is listed, and the refusal recorded.
 */
export async function authorizeAct(
  ctx: StaffCtx,
  { patientId, act, caseId, verificationId }: ActInput,
): Promise<Authorized> {
  const db = ctx.desk.db.read
  const patient = await patientById(db, patientId)
  if (!patient) throw new NotFound('patient')
  const supportCase = await caseById(ctx, caseId)
  if (!supportCase || supportCase.patient_id !== patientId)
    throw new Invalid({ caseId: 'is not a case of this patient' })
  if (supportCase.status === 'closed') throw new Conflict('The case is closed. Open a new one.')

  const missing: Missing[] = []
  let tier: Tier = 'T0'
  if (verificationId) {
    const verification = await verificationById(ctx, verificationId)
    if (!verification || verification.case_id !== caseId)
      throw new Invalid({ verificationId: 'is not a verification of this case' })
    if (verification.expires_at <= ctx.now().toISOString())
      missing.push({ code: 'verification-expired', message: 'a verification younger than 30 minutes' })
    else tier = verification.tier
  }
  const needed = acts[act]
  if (tiers.indexOf(tier) < tiers.indexOf(needed))
    missing.push({
      code: `tier-${needed}`,
      message: `a caller verified to ${needed}: ${tierMeaning[needed]} (now ${tier})`,
    })
  const conflict = await conflictOfInterest(ctx, patient)
  if (conflict) missing.push(conflict)
  if (missing.length > 0)
    return deny(
      ctx,
      { permission: 'accounts.act', patientId, caseId, object: { type: 'act', id: act } },
      `Not allowed yet. Missing: ${missing.map((m) => m.message).join('; ')}.`,
      missing,
    )
  return { patient, account: await accountByPatient(db, patientId), case: supportCase, tier }
}

const tierMeaning: Record<Tier, string> = {
  T0: 'nothing proved',
  T1: 'name, birth date and one more detail',
  T2: 'T1 and a call-back code',
  T3: 'seen in person with photo identity, and approved by a second person',
}
