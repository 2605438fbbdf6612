import { list } from '../../acts/view.ts'
import { hospitalDay } from '../../core/calendar.ts'
import { pageOf } from '../../core/db/pageOf.ts'
import { readPolicy } from '../../core/policy.ts'
import { presentBreach } from './present.ts'
import { breachesFor, countAffected, hhsDays } from './queries.ts'
import { breachFilter, breachRow } from './shown.ts'

const columns = { nextDue: 'b.next_due', knownOn: 'b.known_on', openedAt: 'b.opened_at', id: 'b.id' } as const

/** Breaches and what may be one, what is due first unless asked otherwise; of a year, the log for HHS (45 CFR 164.408(c)). */
export const listBreaches = list({
  name: 'breach.listed',
  letter: 'R',
  words: { en: 'Looked at the list of breaches', es: 'Consultó la lista de violaciones de datos' },
  watch: 'nothing',
  at: 'GET /api/breaches',
  summary: 'List breaches, and what is due',
  tag: 'Breaches',
  needs: 'privacy.review',
  unit: 'breaches',
  filter: breachFilter,
  sorts: ['nextDue', 'knownOn', 'openedAt', 'id'],
  row: breachRow,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    const { timeZone } = await readPolicy(db)
    const today = hospitalDay(ctx.now(), timeZone)
    let query = breachesFor(db, ctx.actor.id)
    if (filter.waiting !== undefined)
      query = query.where('b.settled_on', filter.waiting ? 'is' : 'is not', null)
    if (filter.second)
      query = query
        .where('b.status', '=', 'signed')
        .where((eb) => eb.or([eb('b.signed_by', 'is', null), eb('b.signed_by', '!=', ctx.actor.id)]))
    if (filter.overdue) query = query.where('b.settled_on', 'is', null).where('b.next_due', '<', today)
    if (filter.year) {
      // By the day it was discovered, which may be earlier than that on which it was known.
      const { year } = filter
      query = query.where('b.outcome', '=', 'breach').where((eb) => {
        const agents = eb
          .case()
          .when('b.associate_agent', '=', 1)
          .then(eb.ref('b.associate_found_on'))
          .else(eb.ref('b.known_on'))
          .end()
        const earlier = eb.fn.coalesce('b.should_known_on', 'b.known_on')
        const day = eb.case().when(agents, '<', earlier).then(agents).else(earlier).end()
        return eb.and([eb(day, '>=', `${year}-01-01`), eb(day, '<=', `${year}-12-31`)])
      })
    }
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('b.id'),
      range,
    )
    const ids = rows.map((row) => row.id)
    const [people, hhs] = await Promise.all([countAffected(db, ids), hhsDays(db, ids)])
    return {
      rows: rows.map((row) =>
        presentBreach(row, { people: people.get(row.id) ?? 0, hhsOn: hhs.get(row.id) ?? null, today }),
      ),
      total,
      seen: { detail: { rows: rows.length } },
    }
  },
})
