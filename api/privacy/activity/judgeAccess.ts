import type { z } from 'zod'
import { record } from '../../audit/record.ts'
import type { StaffCtx } from '../../core/context.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { finding as asFinding } from '../monitor/finding.ts'
import { raiseAtOnce } from '../monitor/raiseAlerts.ts'
import { readRules } from '../monitor/ruleSettings.ts'
import type { judge } from './schema.ts'
import { showActivity } from './showActivity.ts'

/**
 * Says of an access drawn by lot whether it was appropriate. One that is questionable becomes an alert in the same
 * transaction. Nobody judges their own.
 * @throws NotFound, Invalid, Conflict when the review is signed or this was judged
 */
export async function judgeAccess(
  ctx: StaffCtx,
  reviewId: string,
  { position, finding, note }: z.output<typeof judge>,
) {
  const db = ctx.desk.db.read
  const item = await db
    .selectFrom('activity_review_item')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('position', '=', position)
    .executeTakeFirst()
  if (!item) throw new NotFound('access in this review')
  if (item.staff_id === ctx.actor.id)
    throw new Invalid({ position: 'is your own access; a colleague judges' })
  const { score } = (await readRules(db)).sampled.thresholds
  await transactOnce(ctx, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('activity_review_item')
      .set({
        finding,
        note: note ?? null,
        decided_by: ctx.actor.id,
        decided_at: ctx.now().toISOString(),
      })
      .where('review_id', '=', reviewId)
      .where('position', '=', position)
      .where('finding', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Conflict('This access was judged already.')
    if (finding === 'questionable') {
      const subject = { staffId: item.staff_id, patientId: item.patient_id }
      await raiseAtOnce(trx, ctx, asFinding(item.day, subject, { rule: 'sampled', score, evidence: {} }))
    }
    await record(trx, ctx, 'activity-review.decided', {
      patientIds: [item.patient_id],
      object: { type: 'activity-review', id: reviewId },
      detail: { position, finding },
    })
    return {}
  })
  return showActivity(ctx, reviewId)
}
