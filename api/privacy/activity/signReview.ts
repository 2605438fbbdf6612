import { act } from '../../acts/act.ts'
import { idParam } from '../../core/http/schema.ts'
import * as schema from './schema.ts'
import { activity, onReview } from './target.ts'

/** Signs a review in which every access was judged; from then on it is a report that does not change. */
export const signReview = act({
  ...activity,
  name: 'activity-review.signed',
  letter: 'U',
  words: { en: 'Signed an activity review', es: 'Firmó una revisión de actividad' },
  verb: { en: 'Sign the review', es: 'Firmar la revisión' },
  at: 'POST /api/activity-reviews/{id}/sign',
  fresh: true,
  params: idParam,
  body: schema.sign,
  reply: schema.reviewDone,
  on: onReview,
  guards: { open: true, allDecided: true },
  async do(trx, ctx, { id }, { conclusion }) {
    await trx
      .updateTable('activity_review')
      .set({ conclusion, signed_by: ctx.actor.id, signed_at: ctx.now().toISOString() })
      .where('id', '=', id)
      .execute()
    return { reply: { id } }
  },
})
