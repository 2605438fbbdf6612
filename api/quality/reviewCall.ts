import { act } from '../acts/act.ts'
import { idParam } from '../core/http/schema.ts'
import { type Answers, questions } from './lists.ts'
import * as schema from './schema.ts'
import { onReview } from './target.ts'
import { questionTexts } from './words.ts'

/** How many of the questions that applied were answered with yes. */
export function scoreOf(answers: Answers): { met: number; asked: number } {
  const applied = questions.filter((name) => answers[name] !== 'does-not-apply')
  return { met: applied.filter((name) => answers[name] === 'yes').length, asked: applied.length }
}

/** Reviews a call that was drawn. It stands as it was given; what is remarked is read by the agent, and not by the log. */
export const reviewCall = act({
  name: 'quality.reviewed',
  letter: 'U',
  words: { en: 'Reviewed the quality of a call', es: 'Revisó la calidad de una llamada' },
  watch: 'queued',
  verb: { en: 'Save the review', es: 'Guardar la revisión' },
  tag: 'Quality',
  at: 'POST /api/quality-reviews/{id}/review',
  needs: 'quality.review',
  params: idParam,
  body: schema.reviewing,
  reply: schema.reviewDone,
  labels: {
    ...questionTexts,
    remark: { en: 'Remark to the agent', es: 'Comentario para el agente' },
  },
  on: onReview,
  guards: { notOwn: true, undecided: true, stranger: true },
  async do(trx, ctx, { review }, { id: _, remark, ...answers }) {
    const { met, asked } = scoreOf(answers)
    await trx
      .updateTable('quality_review')
      .set({
        answers: JSON.stringify(answers),
        met,
        asked,
        remark: remark ?? null,
        reviewed_by: ctx.actor.id,
        reviewed_at: ctx.now().toISOString(),
      })
      .where('id', '=', review.id)
      .execute()
    return { reply: { id: review.id, met, asked }, detail: { agent: review.staff_id, met, asked } }
  },
})
