import { view } from '../../acts/view.ts'
import { NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { patientNames } from '../../patients/published.ts'
import { staffNames } from '../../staff/published.ts'
import { additionsTo } from '../additions.ts'
import { noReview } from '../words.ts'
import { headOf, reviews } from './queries.ts'
import * as schema from './schema.ts'
import { activity } from './target.ts'
import { type AboutStaff, nothingAbout, ofStaff, withoutFlagged } from './without.ts'

/** One review with the accesses drawn for it. */
export const showReview = view({
  ...activity,
  name: 'activity-review.shown',
  letter: 'R',
  words: { en: 'Looked at an activity review', es: 'Consultó una revisión de actividad' },
  at: 'GET /api/activity-reviews/{id}',
  summary: 'Show a review',
  params: idParam,
  reply: schema.activityReview,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const row = await reviews(db).where('r.id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound(noReview)
    // Whoever an alert is about is not told that there is one, not by a number either.
    const own = ofStaff<AboutStaff>(row.about_staff, ctx.actor.id) ?? nothingAbout
    const { unexplained, flagged } = withoutFlagged(row, own.flagged)
    const items = await db
      .selectFrom('activity_review_item as i')
      .innerJoin(staffNames(db).as('s'), 's.id', 'i.staff_id')
      .innerJoin(patientNames(db).as('p'), 'p.id', 'i.patient_id')
      .leftJoin(staffNames(db).as('d'), 'd.id', 'i.decided_by')
      .selectAll('i')
      .select(['s.name', 's.role', 'p.family_name', 'p.given_name', 'd.name as decided_name'])
      .where('i.review_id', '=', id)
      .orderBy('i.position')
      .execute()
    return {
      reply: {
        ...headOf(row),
        accesses: row.accesses,
        explained: row.explained,
        unexplained,
        flagged,
        alerts: row.alerts - own.alerts,
        openAlerts: row.open_alerts - own.open,
        conclusion: row.conclusion,
        additions: await additionsTo(db, 'activity-review', id),
        items: items.map((item) => ({
          position: item.position,
          day: item.day,
          staff: { id: item.staff_id, name: item.name, role: item.role },
          patient: { id: item.patient_id, name: `${item.family_name}, ${item.given_name}` },
          // What was found of one's own access is another's to know: it may have become an alert.
          ...(item.staff_id === ctx.actor.id
            ? { finding: item.finding && ('by-another' as const), note: null, decidedBy: null, own: true }
            : { finding: item.finding, note: item.note, decidedBy: item.decided_name, own: false }),
        })),
      },
      seen: { patientIds: items.map((item) => item.patient_id), object: { type: 'activity-review', id } },
    }
  },
})
