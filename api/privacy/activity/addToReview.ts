import { act } from '../../acts/act.ts'
import { idParam } from '../../core/http/schema.ts'
import { addTo } from '../additions.ts'
import * as schema from './schema.ts'
import { activity, onReview } from './target.ts'

/** Adds to a signed review, or corrects it: what was signed stays beside it as it was. */
export const addToReview = act({
  ...activity,
  name: 'activity-review.added-to',
  letter: 'U',
  words: { en: 'Added to a signed activity review', es: 'Añadió algo a una revisión de actividad firmada' },
  verb: { en: 'Add to the record', es: 'Añadir al registro' },
  at: 'POST /api/activity-reviews/{id}/additions',
  params: idParam,
  body: schema.addition,
  reply: schema.reviewDone,
  on: onReview,
  guards: { signed: true },
  async do(trx, ctx, { id }, { text }) {
    await addTo(trx, ctx, 'activity-review', id, text)
    return { reply: { id }, fields: ['additions'] }
  },
})
