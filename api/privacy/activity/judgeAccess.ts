import { act } from '../../acts/act.ts'
import { decidedBy } from '../../acts/review.ts'
import { idParam } from '../../core/http/schema.ts'
import { finding as asFinding } from '../monitor/finding.ts'
import { raiseAtOnce } from '../monitor/raiseAlerts.ts'
import { readRules } from '../monitor/ruleSettings.ts'
import * as schema from './schema.ts'
import { activity, onDrawn } from './target.ts'

/**
 * Says of an access drawn by lot whether it was appropriate. One that is questionable becomes an alert in the same
 * transaction.
 */
export const judgeAccess = act({
  ...activity,
  name: 'activity-review.decided',
  letter: 'U',
  words: { en: 'Reviewed a randomly sampled access', es: 'Revisó un acceso elegido al azar' },
  verb: { en: 'Review a sampled access', es: 'Revisar un acceso elegido al azar' },
  at: 'POST /api/activity-reviews/{id}/items',
  params: idParam,
  body: schema.judge,
  reply: schema.reviewDone,
  on: onDrawn,
  guards: { notOwn: true, open: true, undecided: true },
  async do(trx, ctx, { review, item }, { position, finding, note }) {
    await trx
      .updateTable('activity_review_item')
      .set({ finding, note: note ?? null, ...decidedBy(ctx) })
      .where('review_id', '=', review.id)
      .where('position', '=', position)
      .execute()
    if (finding === 'questionable') {
      const { score } = (await readRules(trx)).sampled.thresholds
      const subject = { staffId: item.staff_id, patientId: item.patient_id }
      await raiseAtOnce(trx, ctx, asFinding(item.day, subject, { rule: 'sampled', score, evidence: {} }))
    }
    return { reply: { id: review.id }, detail: { position, finding } }
  },
})
