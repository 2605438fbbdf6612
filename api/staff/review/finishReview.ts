import { act } from '../../acts/act.ts'
import { idParam } from '../../core/http/schema.ts'
import * as schema from '../schema.ts'
import { onReview } from './target.ts'

/** Closes a review in which everybody was decided; from then on it is a report that does not change. */
export const finishReview = act({
  name: 'access-review.finished',
  letter: 'U',
  words: { en: 'Finished an access review', es: 'Terminó una revisión de accesos' },
  watch: 'nothing',
  verb: { en: 'Finish the access review', es: 'Terminar la revisión de accesos' },
  tag: 'Access review',
  at: 'POST /api/access-reviews/{id}/finish',
  needs: 'access.review',
  params: idParam,
  reply: schema.reviewChanged,
  on: onReview,
  guards: { open: true, allDecided: true },
  async do(trx, ctx, { id, quarter }) {
    const finishedAt = ctx.now().toISOString()
    await trx
      .updateTable('access_review')
      .set({ finished_by: ctx.actor.id, finished_at: finishedAt })
      .where('id', '=', id)
      .execute()
    return { reply: { id, quarter, finishedAt, undecided: 0 } }
  },
})
