import type { Kysely } from 'kysely'
import { dayWriter } from '../../core/calendar.ts'
import type { Tables } from '../../core/db/tables.ts'
import { readPolicy } from '../../core/policy.ts'
import { outagesBegunIn } from '../../incidents/outages.ts'
import { dayText, firstDay, lastDay } from '../rollup/calendar.ts'

/** What was marked in the months of a period, and the outages the desk knows of. */
export async function annotationsIn(db: Kysely<Tables>, { from, to }: { from: number; to: number }) {
  const [start, end] = [dayText(firstDay(from)), dayText(lastDay(to))]
  const rows = await db
    .selectFrom('adoption_annotation')
    .select(['id', 'on_day as day', 'kind', 'label'])
    .where('on_day', '>=', start)
    .where('on_day', '<=', end)
    .orderBy('on_day')
    .orderBy('id')
    .execute()
  const dayOf = dayWriter((await readPolicy(db)).timeZone)
  // Moments are kept in UTC, whose days begin up to a day before the hospital's or after them.
  const about = await outagesBegunIn(db, dayText(firstDay(from) - 1), dayText(lastDay(to) + 1))
  const incidents = about
    .map((one) => ({
      id: one.id,
      day: dayOf(new Date(one.started_at)),
      kind: 'incident' as const,
      label: one.title,
    }))
    .filter(({ day }) => day >= start && day <= end)
  return [...rows, ...incidents].sort((a, b) => a.day.localeCompare(b.day))
}
