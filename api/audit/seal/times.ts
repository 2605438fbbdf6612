/*
 * Whether events say they are earlier than those sealed before them. A clock that was wrong makes such times as well as somebody
 * who writes into the past, so they are told beside the faults and are none (2026-11-27).
 */

interface LeafPlace {
  index: number
  eventId: string
}

/** The times of a range of events, and those that lie well behind one before them in it. */
export interface Times {
  latest: string
  earliest: string
  earliestAt?: LeafPlace
  /** The first of them, and how many there are. */
  early?: LeafPlace
  count: number
}

export const noTimes = (): Times => ({ latest: '', earliest: '9999', count: 0 })

/** How far an event may lie behind one sealed before it: transactions end out of order, and the clocks of nodes differ. */
const orderlyMs = 10 * 60_000

const isEarly = (at: string, latest: string): boolean =>
  at < latest && Date.parse(latest) - Date.parse(at) > orderlyMs

// In canonical JSON it follows who acted and what they did, whose values can hold no such quotes.
const timeMark = '"at":"'
const timeLength = '2026-11-27T00:00:00.000Z'.length

/** Takes in the next event of a range. @param body its canonical bytes */
export function noteTime(times: Times, index: number, eventId: string, body: string): void {
  const from = body.indexOf(timeMark) + timeMark.length
  const at = body.slice(from, from + timeLength)
  if (isEarly(at, times.latest)) {
    times.early ??= { index, eventId }
    times.count++
  }
  if (at > times.latest) times.latest = at
  if (at < times.earliest) {
    times.earliest = at
    times.earliestAt = { index, eventId }
  }
}

/** Takes in the next range. Of one that lies behind those before it, its earliest event stands for all. */
export function takeTimes(all: Times, next: Times): void {
  const behind = isEarly(next.earliest, all.latest) ? next.earliestAt : undefined
  const found = [next.early, behind].filter((one) => one !== undefined).sort((a, b) => a.index - b.index)[0]
  if (found) {
    all.early ??= found
    all.count += Math.max(1, next.count)
  }
  if (next.latest > all.latest) all.latest = next.latest
}

/** How many events are out of order, and the first of them. */
export interface OutOfOrder {
  events: number
  leafIndex: number
  eventId: string
}

export const outOfOrder = ({ early, count }: Times): OutOfOrder | null =>
  early ? { events: count, leafIndex: early.index, eventId: early.eventId } : null
