import type { z } from 'zod'
import { requireFresh } from '../../acts/requireFresh.ts'
import { record } from '../../audit/record.ts'
import type { StaffCtx } from '../../core/context.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { needsAssessment } from '../lists.ts'
import { about, changeAlert, needAlert } from './changeAlert.ts'
import type { sign } from './schema.ts'
import { showAlert } from './showAlert.ts'

/**
 * Ends a review: from then on it does not change. What was not permitted is presumed a breach unless the four factors,
 * all of them, show a low probability of compromise (45 CFR 164.402(2)).
 */
export async function signAlert(
  ctx: StaffCtx,
  id: string,
  { outcome, measure, conclusion, version }: z.output<typeof sign>,
) {
  await requireFresh(ctx)
  const row = await needAlert(ctx, id)
  if (needsAssessment(outcome)) {
    if (!row.assessment) throw new Conflict('Assess the four factors first.')
    const { lowProbability } = JSON.parse(row.assessment) as { lowProbability: boolean }
    if (lowProbability !== (outcome === 'violation'))
      throw new Invalid({
        outcome: lowProbability
          ? 'cannot be a breach: the assessment concludes a low probability of compromise'
          : 'must be a breach: the assessment does not conclude a low probability of compromise',
      })
  }
  await transactOnce(ctx, async (trx) => {
    await changeAlert(
      trx,
      id,
      { status: 'open', version },
      {
        status: 'signed',
        outcome,
        measure,
        conclusion,
        signed_by: ctx.actor.id,
        signed_at: ctx.now().toISOString(),
      },
    )
    await record(trx, ctx, 'privacy-alert.signed', {
      ...about(row),
      fields: ['status', 'outcome', 'measure', 'conclusion'],
      detail: { outcome, measure },
    })
    return {}
  })
  return showAlert(ctx, id)
}
