import { dayMs, dayPlus, hospitalClock, hourMs } from '../../api/core/calendar.ts'
import type { Random } from '../random.ts'

export const minuteMs = 60_000

/** The time a story is told of. Moments are milliseconds, days are numbered from `begins`. */
export interface Calendar {
  now: number
  /** The desk took its first call: 24 months ago. What its log holds begins here. */
  opens: number
  /** Visits reach a year further back, so that those seen within a year are as many on the first day as on the last. */
  begins: number
  /** The first sign-ins that are known: three months before the desk, so that it does not open to nobody. */
  portal: number
  dayOf(at: number): number
  startOf(day: number): number
  /** YYYY-MM-DD. */
  text(day: number): string
  /** 0 is Sunday. */
  weekday(day: number): number
  /** From 0 when the desk opened to 1 now; below 0 before. */
  progress(at: number): number
}

export function calendarOf(now: Date, zone: string): Calendar {
  const clock = hospitalClock(zone)
  const today = clock.dayOf(now.getTime())
  const monthsAgo = (n: number) => {
    const date = new Date(`${today.slice(0, 7)}-01T00:00:00Z`)
    date.setUTCMonth(date.getUTCMonth() - n)
    return date.toISOString().slice(0, 10)
  }
  const first = monthsAgo(36)
  const firstAt = Date.parse(`${first}T00:00:00Z`)
  const starts: number[] = []
  const startOf = (day: number) => (starts[day] ??= clock.startOf(dayPlus(first, day)))
  const begins = startOf(0)
  return {
    now: now.getTime(),
    opens: clock.startOf(monthsAgo(24)),
    portal: clock.startOf(monthsAgo(27)),
    begins,
    startOf,
    dayOf(at) {
      let day = Math.max(0, Math.floor((at - begins) / dayMs))
      while (startOf(day + 1) <= at) day++
      while (day > 0 && startOf(day) > at) day--
      return day
    },
    text: (day) => dayPlus(first, day),
    weekday: (day) => new Date(firstAt + day * dayMs).getUTCDay(),
    progress(at) {
      return (at - this.opens) / (this.now - this.opens)
    },
  }
}

/** How many calls come on a weekday, and in an hour of the day, beside the others. Monday mornings are the worst. */
const callsByWeekday = [0.16, 1.3, 1.12, 1.04, 1, 0.92, 0.28]
const callsByHour = [0, 0, 0, 0, 0, 0, 0, 3, 9, 13, 14, 12, 8, 10, 11, 10, 8, 6, 4, 2.5, 1.5, 1]
const callsEnd = 22
/** When people use the portal: in the morning, at noon, and most of all in the evening. */
const useByHour = [1, 0.4, 0.2, 0.2, 0.4, 1, 3, 5, 6, 6, 6, 6, 7, 6, 5, 5, 6, 7, 8, 9, 10, 9, 6, 3]

const hourOf = (random: Random, weights: readonly number[], from: number) =>
  random.weighted(weights.map((weight, hour) => ({ hour, weight: hour < from ? 0 : weight }))).hour

/** When somebody who is in trouble rings: the same day if there is still time, or on one of the next, as people do. */
export function callTime(random: Random, calendar: Calendar, after: number): number {
  for (let day = calendar.dayOf(after); ; day++) {
    const start = calendar.startOf(day)
    const from = Math.max(7, Math.ceil((after - start) / hourMs))
    if (from >= callsEnd || !random.chance(callsByWeekday[calendar.weekday(day)]! / 1.3)) continue
    return start + hourOf(random, callsByHour, from) * hourMs + random.int(0, 3_599) * 1000
  }
}

/** A moment of a day at which somebody uses the portal, not before `after`. */
export function portalTime(random: Random, calendar: Calendar, after: number): number {
  const start = calendar.startOf(calendar.dayOf(after))
  const at = start + hourOf(random, useByHour, 0) * hourMs + random.int(0, 3_599) * 1000
  return at > after ? at : after + random.int(5, 90) * minuteMs
}

/** A visit: on working days, in office hours. */
export function visitTime(random: Random, calendar: Calendar, day: number): number {
  const weekday = calendar.weekday(day)
  const working = weekday === 0 ? day + 1 : weekday === 6 && random.chance(0.8) ? day + 2 : day
  return calendar.startOf(working) + random.int(8 * 4, 16 * 4 + 2) * 15 * minuteMs
}

/** A time that is mostly short and sometimes long: log-normal, by its median and the deviation of its logarithm. */
export function spread(random: Random, median: number, deviation: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  return median * Math.exp(deviation * normal)
}
