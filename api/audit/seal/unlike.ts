import type { Desk } from '../../core/context.ts'
import { type Bound, type BoundRow, type BoundSpan, eventsOf, settleMs } from './bound.ts'

interface Unlike {
  rows: BoundRow[]
  /** Ids of rows that no event tells of. */
  untold: string[]
  /** What events name and is not there. */
  missing: string[]
  /** Their acts may be among events that were not looked at: another time tells. */
  unsearched: boolean
}

/** How the rows of a span differ from what events say was written then. */
export async function unlike(
  desk: Desk,
  bound: Extract<Bound, { once: unknown }>,
  { after, upTo }: BoundSpan,
): Promise<Unlike> {
  const rows = await bound.once(desk.db.read, { after, upTo })
  // A row and its event may be some milliseconds apart, on both sides of an edge.
  const moved = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString()
  const around = { after: moved(after, -settleMs), upTo: moved(upTo, settleMs) }
  const near = await bound.once(desk.db.read, around)
  const { events, unsearched } = await eventsOf(desk, bound.acts, { from: around.after })
  const written = events
    .map(({ event }) => event)
    .filter((event) => event.at > after && event.at <= upTo && (bound.writes?.(event) ?? true))
  return {
    rows,
    unsearched,
    untold: unsearched
      ? []
      : rows.filter((row) => !events.some(({ event }) => bound.tells(event, row))).map(({ id }) => id),
    missing: [
      ...new Set(
        written.flatMap((event) =>
          event.objectId && !near.some((row) => bound.tells(event, row)) ? event.objectId : [],
        ),
      ),
    ].sort(),
  }
}
