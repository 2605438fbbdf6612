import { act } from '../acts/act.ts'
import { idParam } from '../core/http/schema.ts'
import * as schema from './schema.ts'
import { onMyReview } from './target.ts'

/** What the agent says to a review of their call, once: a review is read and answered, and not argued over. */
export const replyToReview = act({
  name: 'quality.replied',
  letter: 'U',
  words: {
    en: 'Replied to the quality review of their own call',
    es: 'Respondió a la revisión de calidad de una llamada propia',
  },
  watch: 'nothing',
  verb: { en: 'Reply to the review', es: 'Responder a la revisión' },
  tag: 'Quality',
  at: 'POST /api/me/quality-reviews/{id}/reply',
  needs: 'signed-in',
  params: idParam,
  body: schema.replying,
  reply: schema.replied,
  labels: { reply: { en: 'Your reply, which you give once', es: 'Su respuesta, que da una sola vez' } },
  on: onMyReview,
  guards: { reviewed: true, unreplied: true },
  async do(trx, ctx, { review }, { reply }) {
    const repliedAt = ctx.now().toISOString()
    await trx
      .updateTable('quality_review')
      .set({ reply, replied_at: repliedAt })
      .where('id', '=', review.id)
      .execute()
    return { reply: { id: review.id, repliedAt } }
  },
})
