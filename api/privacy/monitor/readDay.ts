import { eventOf } from '../../audit/event.ts'
import { sealedAfter } from '../../audit/search/readSealed.ts'
import { dayPlus, type HospitalClock } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { addToDay, type DayOfAccess, emptyDay } from './addToDay.ts'
import { addPortalUse } from './portalUse.ts'

const atOnce = 128

/** How far a day has been read. */
export interface DayRead {
  day: string
  done: DayOfAccess
  at: number
  leaf: number
}

/** Reads what staff did in a day, and from where the portal was used, from the sealed log, a little at a time so that requests go in between. */
export async function readDay(
  { db, catalogue }: Pick<Desk, 'db' | 'catalogue'>,
  day: string,
  clock: HospitalClock,
  before?: DayRead,
): Promise<DayRead> {
  const read = before?.day === day ? before : { day, done: emptyDay(), at: clock.startOf(day), leaf: -1 }
  const to = clock.startOf(dayPlus(day, 1))
  for (;;) {
    const rows = await sealedAfter(db, read, to, atOnce)
    for (const row of rows)
      if (row.actor_type === 'staff') addToDay(read.done, eventOf(row.body), clock, catalogue.actions)
      else if (row.actor_type === 'patient') addPortalUse(read.done, eventOf(row.body))
    const last = rows.at(-1)
    if (last) Object.assign(read, { at: last.at, leaf: last.leaf_index })
    if (rows.length < atOnce) return read
    await letOthersGo()
  }
}
