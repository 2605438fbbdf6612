import type { PersonEvent } from './contributions.ts'

/** Days from the first up to and without the second, in order. */
type Ranges = [from: number, to: number][]

const never = Number.POSITIVE_INFINITY

/** The days on which the last `length` days hold one of the given days, as ranges. */
export function windows(days: readonly number[], length: number): Ranges {
  const ranges: Ranges = []
  for (const day of days) {
    const last = ranges.at(-1)
    if (last && day <= last[1]) last[1] = day + length
    else ranges.push([day, day + length])
  }
  return ranges
}

/** The days that lie in ranges of two lists or more. */
export function inTwo(lists: readonly Ranges[]): Ranges {
  const turns = lists
    .flat()
    .flatMap(([from, to]) => [
      { day: from, by: 1 },
      { day: to, by: -1 },
    ])
    .sort((a, b) => a.day - b.day || b.by - a.by)
  const ranges: Ranges = []
  let many = 0
  let from = never
  for (const { day, by } of turns) {
    many += by
    if (many >= 2) from = Math.min(from, day)
    else if (from !== never) {
      ranges.push([from, day])
      from = never
    }
  }
  return ranges
}

/** What closes an account, by the desk or since the patient wants none, and what opens it again. */
const closes: ReadonlySet<string> = new Set(['deactivated', 'declined'])
const opens: ReadonlySet<string> = new Set(['activated', 'reactivated', 'sign-in'])

/** The days on which somebody has an open account, who first had one on the day `activated`. */
export function accountOpen(events: readonly PersonEvent[], activated: number): Ranges {
  const turns = events
    .filter(({ kind, day }) => (closes.has(kind) || opens.has(kind)) && day >= activated)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const ranges: Ranges = []
  let from = activated
  for (const { kind, day } of turns) {
    if (opens.has(kind)) from = Math.min(from, day)
    else if (from !== never) {
      ranges.push([from, day])
      from = never
    }
  }
  if (from !== never) ranges.push([from, never])
  return ranges
}

/** The day that lies so many of Monday to Friday after another: holidays are not known. */
export function workdaysAfter(day: number, workdays: number): number {
  let after = day
  for (let left = workdays; left > 0; ) {
    after++
    // Day 0 was a Thursday.
    const weekday = (after + 4) % 7
    if (weekday !== 0 && weekday !== 6) left--
  }
  return after
}
