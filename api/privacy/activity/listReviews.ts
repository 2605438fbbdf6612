import { view } from '../../acts/view.ts'
import { headOf, reviews } from './queries.ts'
import * as schema from './schema.ts'
import { activity } from './target.ts'

/** The reviews there were, the newest first. */
export const listReviews = view({
  ...activity,
  name: 'activity-review.listed',
  letter: 'R',
  words: { en: 'Looked at the list of activity reviews', es: 'Consultó la lista de revisiones de actividad' },
  at: 'GET /api/activity-reviews',
  summary: 'Reviews of activity',
  reply: schema.activityReviews,
  async show(ctx) {
    const rows = await reviews(ctx.desk.db.read).orderBy('r.id', 'desc').limit(200).execute()
    return { reply: rows.map(headOf), seen: { detail: { rows: rows.length } } }
  },
})
