import { openView } from '../../acts/view.ts'
import { ofStaff, withoutFlagged } from '../activity/without.ts'
import { isWaiting, notAbout } from './queries.ts'
import { overview } from './schema.ts'

const chartDays = 60

/** How much access there was, how much of it is explained, and what waits; without what was found about whoever reads. */
export const showOverview = openView({
  at: 'GET /api/privacy-overview',
  summary: 'Access, explained and not, by day; and what waits',
  tag: 'Privacy alerts',
  needs: 'privacy.review',
  unrecorded: 'counts by day and of what waits; nobody is named',
  reply: overview,
  async show(ctx) {
    const db = ctx.desk.db.read
    const now = ctx.now().toISOString()
    const [state, days, counts] = await Promise.all([
      db.selectFrom('privacy_state').select('scored_to').where('id', '=', 1).executeTakeFirstOrThrow(),
      db
        .selectFrom('privacy_day')
        .select(['day', 'accesses', 'explained', 'unexplained', 'flagged', 'flagged_of'])
        .orderBy('day', 'desc')
        .limit(chartDays)
        .execute(),
      db
        .selectFrom('privacy_alert as a')
        .select(['a.assigned_to', 'a.due_at', 'a.status'])
        .where(isWaiting)
        .where(notAbout(ctx.actor.id))
        .execute(),
    ])
    const open = counts.filter((row) => row.status === 'open')
    return {
      reply: {
        scoredTo: state.scored_to,
        days: days
          .reverse()
          .map(({ flagged_of, ...day }) =>
            withoutFlagged(day, ofStaff<number>(flagged_of, ctx.actor.id) ?? 0),
          ),
        open: open.length,
        unassigned: open.filter((row) => row.assigned_to === null).length,
        overdue: counts.filter((row) => row.due_at < now).length,
        toNotify: counts.length - open.length,
      },
    }
  },
})
