import { deny } from '../acts/permit.ts'
import type { StaffCtx } from '../core/context.ts'
import type { VerificationRow } from '../core/db/tables.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { verificationById } from './findVerification.ts'

/** The verification when it is alive and at least T1; a code or a photo identity adds to proof, it does not replace it. */
export async function liveVerification(ctx: StaffCtx, id: string): Promise<VerificationRow> {
  const row = await verificationById(ctx, id)
  if (!row) throw new NotFound('verification')
  if (row.expires_at <= ctx.now().toISOString())
    throw new Conflict('The verification is older than 30 minutes. Verify the caller again.')
  if (row.tier === 'T0')
    await deny(
      ctx,
      {
        permission: 'callers.verify',
        patientId: row.patient_id,
        caseId: row.case_id,
        object: { type: 'verification', id },
      },
      'The caller must reach T1 first.',
      [{ code: 'tier-T1', message: 'a caller verified to T1' }],
    )
  return row
}
