import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
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
  const incidents = await outagesBegunIn(db, start, end)
  return [
    ...rows,
    ...incidents.map((one) => ({
      id: one.id,
      day: one.started_at.slice(0, 10),
      kind: 'incident' as const,
      label: one.title,
    })),
  ].sort((a, b) => a.day.localeCompare(b.day))
}
