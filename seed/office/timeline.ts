import type { AuditEvent } from '../../api/audit/event.ts'
import { appendEvents } from '../../api/audit/record.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { dayMs } from '../../api/core/calendar.ts'
import type { Desk } from '../../api/core/context.ts'
import { type Trx, transact } from '../../api/core/db/transact.ts'
import { watchAccess } from '../../api/privacy/monitor/watchAccess.ts'
import { type Calendar, minuteMs } from '../story/calendar.ts'

/** Something that somebody does at a moment; what it leads to may be put among the deeds that are still to come. */
export interface Deed {
  at: number
  do(at: number): Promise<unknown>
}

/** The months that are lived through day by day: what is found in them is found on the morning after. */
export const livedDays = 110
/** The watch over access is there this long; the first time, it looks back as far as it always does. */
export const watchedDays = 60
/** The last days are over in one go. */
const restDays = 6

/**
 * Lives through the last months: each day what the log holds of it, what the offices did, the sealing at its end, and the watch
 * over it on the next morning. So each event is sealed in its turn, and an alert is discovered when it would have been.
 * @param held what the log holds of these days, in order
 */
export async function liveThrough(
  desk: Desk,
  calendar: Calendar,
  held: readonly AuditEvent[],
  deeds: Deed[],
  onDay: (part: number) => void,
): Promise<void> {
  const today = calendar.dayOf(calendar.now)
  let next = 0
  for (let day = today - livedDays; day < today - restDays; day++) {
    const ends = calendar.startOf(day + 1)
    const from = next
    while (next < held.length && Date.parse(held[next]!.at) < ends) next++
    await transact(desk.db, (trx) => keep(desk, trx, held.slice(from, next)))
    await doUntil(deeds, ends)
    const morning: Desk = { ...desk, clock: () => new Date(ends + 10 * minuteMs) }
    await sealAudit(morning, withoutPause)
    if (day >= today - watchedDays) await watchAccess(morning)
    onDay((day - today + livedDays + 1) / (livedDays - restDays))
  }
  await transact(desk.db, (trx) => keep(desk, trx, held.slice(next)))
  await doUntil(deeds, calendar.now)
}

/** Does all that is to be done before a moment, in the order of time. */
export async function doUntil(deeds: Deed[], end: number): Promise<void> {
  for (;;) {
    deeds.sort((a, b) => a.at - b.at)
    if (!deeds[0] || deeds[0].at >= end) return
    const { at, do: done } = deeds.shift()!
    await done(at)
  }
}

/** Puts events into the log, and beside whoever signed in when they did last. */
export async function keep(desk: Desk, trx: Trx, events: readonly AuditEvent[]): Promise<void> {
  await appendEvents(desk, trx, events)
  const last = new Map<string, string>()
  for (const { action, actorId, at } of events)
    if (action === 'staff.signed-in' && actorId && at > (last.get(actorId) ?? '')) last.set(actorId, at)
  for (const [id, at] of last)
    await trx.updateTable('staff').set({ last_sign_in_at: at }).where('id', '=', id).execute()
}

/** A moment of a working day: of the one so many days ago, or of the last before it. */
export function workday({ now, dayOf, startOf, weekday }: Calendar, ago: number, clock: string): number {
  let day = dayOf(now) - ago
  while ([0, 6].includes(weekday(day))) day--
  const [hours, minutes] = clock.split(':').map(Number) as [number, number]
  return startOf(day) + (hours * 60 + minutes) * minuteMs
}

export const daysLater = (at: number, days: number) => at + days * dayMs
