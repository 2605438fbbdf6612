import type { z } from 'zod'
import { record } from '../../audit/record.ts'
import type { StaffCtx } from '../../core/context.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { about, changeAlert, needAlert } from './changeAlert.ts'
import type { assess } from './schema.ts'
import { showAlert } from './showAlert.ts'

/** Keeps the four-factor assessment of 45 CFR 164.402(2); it may be corrected until the review is signed. */
export async function assessAlert(
  ctx: StaffCtx,
  id: string,
  { version, ...assessment }: z.output<typeof assess>,
) {
  const row = await needAlert(ctx, id)
  await transactOnce(ctx, async (trx) => {
    await changeAlert(trx, id, { status: 'open', version }, { assessment: JSON.stringify(assessment) })
    await record(trx, ctx, 'privacy-alert.assessed', {
      ...about(row),
      fields: ['assessment'],
      detail: { lowProbability: assessment.lowProbability },
    })
    return {}
  })
  return showAlert(ctx, id)
}
