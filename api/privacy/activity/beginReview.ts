import { act } from '../../acts/act.ts'
import { newId } from '../../core/db/id.ts'
import { insertRows } from '../../core/db/insertRows.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { fill } from '../../core/words.ts'
import { nothingDrawn, notScored, reviewedAlready } from '../words.ts'
import * as schema from './schema.ts'
import { activity } from './target.ts'
import { type AboutStaff, nothingAbout } from './without.ts'

const insertItems = insertRows('activity_review_item', [
  'review_id',
  'position',
  'day',
  'staff_id',
  'patient_id',
  'finding',
  'note',
  'decided_by',
  'decided_at',
])

/** How much of the figures is about each, so that whoever it is about reads them without. */
function aboutStaff(
  days: readonly { flagged_of: string | null }[],
  alerts: readonly { staff_id: string | null; status: string }[],
): Record<string, AboutStaff> {
  const all = new Map<string, AboutStaff>()
  const add = (id: string, more: Partial<AboutStaff>) => {
    const { flagged, alerts, open } = all.get(id) ?? nothingAbout
    const { flagged: f = 0, alerts: a = 0, open: o = 0 } = more
    all.set(id, { flagged: flagged + f, alerts: alerts + a, open: open + o })
  }
  for (const { flagged_of } of days)
    for (const [id, flagged] of Object.entries<number>(JSON.parse(flagged_of ?? '{}'))) add(id, { flagged })
  for (const { staff_id, status } of alerts)
    if (staff_id) add(staff_id, { alerts: 1, open: status === 'open' ? 1 : 0 })
  return Object.fromEntries(all)
}

/**
 * Begins a review of a period's activity, 45 CFR 164.308(a)(1)(ii)(D): its figures, and a sample of the accesses that
 * no rule found. The sample is the lowest lots of the period. A lot is a keyed hash of day, person and patient, so
 * nobody can foresee or choose it, and the same period draws the same sample.
 */
export const beginReview = act({
  ...activity,
  name: 'activity-review.begun',
  letter: 'C',
  words: { en: 'Started an activity review', es: 'Inició una revisión de actividad' },
  verb: { en: 'Start a review of a period', es: 'Iniciar la revisión de un periodo' },
  at: 'POST /api/activity-reviews',
  status: 201,
  body: schema.begin,
  reply: schema.reviewDone,
  async do(trx, ctx, _found, { fromDay, toDay, sample }) {
    const { scored_to } = await trx
      .selectFrom('privacy_state')
      .select('scored_to')
      .where('id', '=', 1)
      .executeTakeFirstOrThrow()
    if (toDay > (scored_to ?? '')) throw new Invalid({ toDay: fill(notScored, { day: scored_to ?? '–' }) })
    const now = ctx.now()
    const sums = await trx
      .selectFrom('privacy_day')
      .select(({ fn }) => [
        fn.sum<number>('accesses').as('accesses'),
        fn.sum<number>('explained').as('explained'),
        fn.sum<number>('unexplained').as('unexplained'),
        fn.sum<number>('flagged').as('flagged'),
      ])
      .where('day', '>=', fromDay)
      .where('day', '<=', toDay)
      .executeTakeFirstOrThrow()
    const alerts = await trx
      .selectFrom('privacy_alert')
      .select(['status', 'staff_id'])
      .where('last_day', '>=', fromDay)
      .where('first_day', '<=', toDay)
      .execute()
    const days = await trx
      .selectFrom('privacy_day')
      .select('flagged_of')
      .where('day', '>=', fromDay)
      .where('day', '<=', toDay)
      .execute()
    const drawn = await trx
      .selectFrom('privacy_sample')
      .selectAll()
      .where('day', '>=', fromDay)
      .where('day', '<=', toDay)
      .orderBy('lot')
      .limit(sample)
      .execute()
    if (drawn.length === 0) throw new Conflict(nothingDrawn)
    const reviewId = newId(now.getTime())
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('activity_review')
      .values({
        id: reviewId,
        from_day: fromDay,
        to_day: toDay,
        accesses: Number(sums.accesses ?? 0),
        explained: Number(sums.explained ?? 0),
        unexplained: Number(sums.unexplained ?? 0),
        flagged: Number(sums.flagged ?? 0),
        alerts: alerts.length,
        about_staff: JSON.stringify(aboutStaff(days, alerts)),
        open_alerts: alerts.filter((a) => a.status === 'open').length,
        begun_by: ctx.actor.id,
        begun_at: now.toISOString(),
        conclusion: null,
        signed_by: null,
        signed_at: null,
      })
      .onConflict((oc) => oc.columns(['from_day', 'to_day']).doNothing())
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows) throw new Conflict(reviewedAlready)
    await insertItems(
      trx,
      drawn.map((one, i) => ({
        review_id: reviewId,
        position: i + 1,
        day: one.day,
        staff_id: one.staff_id,
        patient_id: one.patient_id,
        finding: null,
        note: null,
        decided_by: null,
        decided_at: null,
      })),
    )
    return {
      reply: { id: reviewId },
      about: { object: { type: 'activity-review', id: reviewId } },
      detail: { fromDay, toDay, sample: drawn.length },
    }
  },
})
