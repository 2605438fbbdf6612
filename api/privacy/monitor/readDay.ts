import { sql } from 'kysely'
import { eventOf } from '../../audit/event.ts'
import { dayPlus, type HospitalClock } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import { firstIdAt } from '../../core/db/id.ts'
import type { Db } from '../../core/db/open.ts'
import { prepared } from '../../core/db/prepared.ts'
import { addToDay, type DayOfAccess, emptyDay } from './addToDay.ts'

const atOnce = 128

const bodies = prepared((db, p: { at: number; leaf: number; to: number }) =>
  db
    .selectFrom('audit_search as s')
    .innerJoin('audit_kind as k', 'k.kind', 's.kind')
    .innerJoin('audit_leaf as l', 'l.leaf_index', 's.leaf_index')
    .innerJoin('audit_event as e', 'e.id', 'l.event_id')
    .select(['s.at', 's.leaf_index', 'k.actor_type', 'e.body'])
    .where(sql<boolean>`(s.at, s.leaf_index) > (${p.at}, ${p.leaf})`)
    .where('s.at', '<', p.to)
    .orderBy('s.at')
    .orderBy('s.leaf_index')
    .limit(atOnce),
)

/** How far a day has been read. */
export interface DayRead {
  day: string
  done: DayOfAccess
  at: number
  leaf: number
}

/** Reads what staff did in a day from the sealed log, a little at a time so that requests go in between. */
export async function readDay(
  { db, catalogue }: Pick<Desk, 'db' | 'catalogue'>,
  day: string,
  clock: HospitalClock,
  before?: DayRead,
): Promise<DayRead> {
  const read = before?.day === day ? before : { day, done: emptyDay(), at: clock.startOf(day), leaf: -1 }
  const to = clock.startOf(dayPlus(day, 1))
  for (;;) {
    const rows = await bodies(db.aside, { at: read.at, leaf: read.leaf, to })
    for (const row of rows)
      if (row.actor_type === 'staff') addToDay(read.done, eventOf(row.body), clock, catalogue.actions)
    const last = rows.at(-1)
    if (last) Object.assign(read, { at: last.at, leaf: last.leaf_index })
    if (rows.length < atOnce) return read
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Whether every event of the time before a moment has its place in the log. */
export async function isSealedBefore(db: Db, moment: number): Promise<boolean> {
  const first = await db.read
    .selectFrom('audit_pending')
    .select('event_id')
    .orderBy('event_id')
    .limit(1)
    .executeTakeFirst()
  return !first || first.event_id >= firstIdAt(new Date(moment))
}
