import { hourMs } from '../../api/core/calendar.ts'
import type { Desk } from '../../api/core/context.ts'
import { beginReview as beginActivity } from '../../api/privacy/activity/beginReview.ts'
import { judgeAccess } from '../../api/privacy/activity/judgeAccess.ts'
import { signReview } from '../../api/privacy/activity/signReview.ts'
import { beginReview as beginAccess } from '../../api/staff/review/beginReview.ts'
import { decideAccess } from '../../api/staff/review/decideAccess.ts'
import { finishReview } from '../../api/staff/review/finishReview.ts'
import { act } from '../perform.ts'
import { type Calendar, minuteMs } from '../story/calendar.ts'
import { asStaff, type Office } from './people.ts'
import { type Deed, workday } from './timeline.ts'

/** The first day of the quarter that a day is in. */
function quarterStart({ text }: Calendar, day: number): number {
  const quarter = (n: number) => `${text(n).slice(0, 4)} ${Math.ceil(Number(text(n).slice(5, 7)) / 3)}`
  let first = day
  while (quarter(first - 1) === quarter(day)) first--
  return first
}

/** When this quarter's review began: six days ago, or as soon as there was a quarter. */
function begunAt(calendar: Calendar): number {
  const { now, dayOf, startOf } = calendar
  const first = startOf(quarterStart(calendar, dayOf(now)))
  const usual = workday(calendar, 6, '14:20')
  return usual >= first ? usual : Math.max(first, Math.min(first + 10 * hourMs, now - hourMs))
}

/** The access review of the last quarter was finished; that of this quarter is halfway. */
export function accessReviewDeeds(desk: Desk, calendar: Calendar, office: Office): Deed[] {
  const { administrator, officer } = office
  const begun = begunAt(calendar)
  const { dayOf, now } = calendar
  const intoQuarter = dayOf(now) - quarterStart(calendar, dayOf(now))
  const before = workday(calendar, intoQuarter + 13, '14:20')
  const review = async (at: number, whole: boolean) => {
    const { id } = await act(desk, beginAccess, asStaff(administrator), at, {})
    const members = await desk.db.read
      .selectFrom('access_review_item')
      .select('staff_id')
      .where('review_id', '=', id)
      .orderBy('staff_id')
      .execute()
    const some = whole ? members : members.slice(0, Math.floor(members.length / 2))
    const step = Math.min(minuteMs, Math.floor((now - at) / (members.length + 2)))
    let t = at
    for (const { staff_id: staffId } of some) {
      t += step
      const by = staffId === administrator.id ? officer : administrator
      await act(desk, decideAccess, asStaff(by), t, { id, staffId, decision: 'certified' })
    }
    if (whole) await act(desk, finishReview, asStaff(administrator), t + step, { id })
  }
  return [
    { at: before, do: (at) => review(at, true) },
    { at: begun, do: (at) => review(at, false) },
  ]
}

/** The activity of the last whole month that was over a few days ago was reviewed by a sample, and signed. */
export function activityReviewDeeds(desk: Desk, calendar: Calendar, { officer, second }: Office): Deed[] {
  const { dayOf, now, text } = calendar
  const firstOf = (day: number) => day - Number(text(day).slice(8)) + 1
  const today = dayOf(now)
  const thisMonth = firstOf(today)
  const ends = today - thisMonth >= 12 ? thisMonth - 1 : firstOf(thisMonth - 1) - 1
  const at = workday(calendar, today - ends - 5, '14:40')
  const [fromDay, toDay] = [text(firstOf(ends)), text(ends)]
  return [
    {
      at,
      async do() {
        const drawn = await desk.db.read
          .selectFrom('privacy_sample')
          .select('lot')
          .where('day', '>=', fromDay)
          .where('day', '<=', toDay)
          .executeTakeFirst()
        if (!drawn) return
        const { id } = await act(desk, beginActivity, asStaff(officer), at, { fromDay, toDay, sample: 10 })
        const items = await desk.db.read
          .selectFrom('activity_review_item')
          .select(['position', 'staff_id'])
          .where('review_id', '=', id)
          .orderBy('position')
          .execute()
        for (const { position, staff_id } of items) {
          const by = staff_id === officer.id ? second : officer
          const judged = { id, position, finding: 'appropriate' } as const
          await act(desk, judgeAccess, asStaff(by), at + position * 3 * minuteMs, judged)
        }
        await act(desk, signReview, asStaff(officer), at + 45 * minuteMs, {
          id,
          conclusion:
            'Each access of the sample belongs to a call or to work on the record. The alerts of the month are reviewed one by one.',
        })
      },
    },
  ]
}
