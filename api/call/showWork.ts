import { openView } from '../acts/view.ts'
import { drawn, shareInterval } from '../adoption/figures/interval.ts'
import { type Checks, checksSince } from '../callers/published.ts'
import { casesPolicy } from '../cases/policy.ts'
import { handledSince, nothingHandled, openByHolder, queuesNow } from '../cases/workload.ts'
import type { Role } from '../core/access/permissions.ts'
import { daysAfter, hospitalDay } from '../core/calendar.ts'
import { readPolicy } from '../core/policy.ts'
import { openedInEmergency } from '../privacy/published.ts'
import { questions } from '../quality/lists.ts'
import { reviewedSince } from '../quality/published.ts'
import { lastSeenOfStaff } from '../staff/published.ts'
import { work } from './schema.ts'

const unreviewed = { met: 0, of: 0 }
const unchecked: Checks = { all: 0, asked: 0, failed: 0, approved: 0, declined: 0 }

/**
 * Who works on what now, what waits where, and how calls went. Each share stands with its count and denominator, and says
 * nothing below the smallest denominator of the policy; people stand by name, since an order by a share of a few calls
 * would rank them by chance, and intervals are the adoption figures' (2026-11-26). Openings in an emergency stand for the hospital as a
 * whole: whoever may break the glass opens no record otherwise, so that by person each share would be all of theirs (2026-11-27).
 */
export const showWork = openView({
  at: 'GET /api/desk-work',
  summary: 'Who works on what, what waits, and how calls went',
  tag: 'Cases',
  needs: 'callers.approve',
  unrecorded: 'counts of work; no patient is named',
  reply: work,
  async show(ctx) {
    const db = ctx.desk.db.read
    const now = ctx.now()
    const { workDays, smallestShare, settledDays, timeZone } = await readPolicy(db, casesPolicy)
    const since = daysAfter(now, -workDays)
    const share = (count: number, of: number) => {
      const between = of < smallestShare ? null : shareInterval(count, of, drawn)
      return { count, of, low: between?.low ?? null, high: between?.high ?? null }
    }
    const [staff, holding, queues, handled, checks, reviewed, emergency] = await Promise.all([
      lastSeenOfStaff(db),
      openByHolder(db, now),
      queuesNow(db, now),
      handledSince(db, since, now, settledDays),
      checksSince(db, since),
      reviewedSince(db, since),
      openedInEmergency(db, hospitalDay(new Date(since), timeZone), timeZone),
    ])
    const sum = <T extends object>(all: Map<string, T>, name: keyof T) =>
      [...all.values()].reduce((total, one) => total + Number(one[name]), 0)
    const people = staff
      .filter(({ id, status }) => holding.has(id) || (status === 'active' && handled.has(id)))
      .map((person) => {
        const open = holding.get(person.id) ?? { open: 0, urgent: 0, late: 0 }
        const made = handled.get(person.id) ?? nothingHandled
        const review = reviewed.byPerson.get(person.id) ?? unreviewed
        const check = checks.get(person.id) ?? unchecked
        return {
          id: person.id,
          name: person.name,
          role: person.role as Role,
          ...open,
          lastSeenAt: person.lastSeenAt,
          opened: made.opened,
          closed: made.closed,
          firstContact: share(made.settled, made.settling),
          reopened: share(made.reopened, made.due),
          notVerified: share(check.failed, check.asked),
          quality: share(review.met, review.of),
        }
      })
    return {
      reply: {
        days: workDays,
        smallest: smallestShare,
        settledDays,
        people,
        queues,
        shares: {
          firstContact: share(sum(handled, 'settled'), sum(handled, 'settling')),
          reopened: share(sum(handled, 'reopened'), sum(handled, 'due')),
          notVerified: share(sum(checks, 'failed'), sum(checks, 'asked')),
          urgent: share(sum(handled, 'urgent'), sum(handled, 'opened')),
          approved: share(sum(checks, 'approved'), sum(checks, 'all')),
          declined: share(sum(checks, 'declined'), sum(checks, 'approved') + sum(checks, 'declined')),
          emergency: share(emergency.count, emergency.of),
          quality: share(sum(reviewed.byPerson, 'met'), sum(reviewed.byPerson, 'of')),
        },
        questions: questions.map((name) => {
          const { met, of } = reviewed.byQuestion[name]
          return { question: name, share: share(met, of) }
        }),
      },
    }
  },
})
