import { dayPlus, type HospitalClock, hospitalClock, minuteOfDay } from './calendar.ts'

/*
 * When somebody is there to keep what a service level promises: hours of each weekday, without holidays. Both are text that an
 * administrator sets, such as “Mon-Fri 08:00-18:00, Sat 09:00-12:00” and “01-01, 07-04, 2026-11-26”.
 */

/** From and until, in minutes after midnight. */
type Opening = readonly [from: number, until: number]

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const time = '([01]\\d|2[0-3]):[0-5]\\d|24:00'
const part = new RegExp(
  `^(\\w{3})(?:-(\\w{3}))? (${time.replace('(', '(?:')})-(${time.replace('(', '(?:')})$`,
)

/** Less would let a promise of some hours run for months. */
const leastMinutesAWeek = 300

/** The hours of each weekday, Monday first; nothing where the text says none. “always” is day and night. */
export function readServiceHours(text: string): Opening[][] | undefined {
  const week: Opening[][] = weekdays.map(() => (text === 'always' ? [[0, 1440]] : []))
  if (text === 'always') return week
  for (const one of text.split(/\s*,\s*/)) {
    const [, first, last = first, from, until] = part.exec(one) ?? []
    const [a, b] = [weekdays.indexOf(first ?? ''), weekdays.indexOf(last ?? '')]
    if (a < 0 || b < a || minuteOfDay(from!) >= minuteOfDay(until!)) return undefined
    for (const day of week.slice(a, b + 1)) day.push([minuteOfDay(from!), minuteOfDay(until!)])
  }
  for (const day of week) {
    day.sort(([x], [y]) => x - y)
    if (day.some(([from], i) => i > 0 && from < day[i - 1]![1])) return undefined
  }
  const open = week.flat().reduce((sum, [from, until]) => sum + until - from, 0)
  return open < leastMinutesAWeek ? undefined : week
}

const mostListed = 60

/** Days of one year, or without a year of each; nothing where the text says none. “none” is no day. */
export function readHolidays(text: string): ReadonlySet<string> | undefined {
  if (text === 'none') return new Set()
  const days = text.split(/[\s,]+/)
  const exists = (day: string) => {
    const full = day.length === 5 ? `2024-${day}` : day
    const at = /^\d{4}-\d\d-\d\d$/.test(full) ? new Date(`${full}T00:00:00Z`) : new Date(Number.NaN)
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(full)
  }
  return days.length <= mostListed && days.every(exists) ? new Set(days) : undefined
}

/** A clock that runs while the desk is open. Moments and stretches are milliseconds. */
export interface ServiceClock {
  /** The moment at which so much of service has passed. */
  after(at: number, ms: number): number
  /** How much of service lies between two moments. */
  between(from: number, to: number): number
}

interface Given {
  timeZone: string
  serviceHours: string
  holidays: string
}

/** Whether somebody is there at a moment. */
export const isOpenAt = (given: Given, at: number): boolean => serviceClock(given).between(at, at + 1000) > 0

/** The moment, as it is stored, at which so many milliseconds of service have passed since another. */
export const dueAfter = (given: Given, from: Date, ms: number): string =>
  new Date(serviceClock(given).after(from.getTime(), ms)).toISOString()

let last: { key: string; clock: ServiceClock } | undefined

/** Making a clock costs a thousand times what asking it does, so the one in force is kept. */
export function serviceClock(given: Given): ServiceClock {
  const key = JSON.stringify([given.timeZone, given.serviceHours, given.holidays])
  if (last?.key !== key) last = { key, clock: makeClock(given) }
  return last.clock
}

function makeClock({ timeZone, serviceHours, holidays }: Given): ServiceClock {
  const clock = hospitalClock(timeZone)
  const week = readServiceHours(serviceHours)!
  const closed = readHolidays(holidays)!
  // Day and night is what a plain clock does.
  if (serviceHours === 'always' && closed.size === 0)
    return { after: (at, ms) => at + ms, between: (from, to) => Math.max(0, to - from) }
  return {
    after(at, ms) {
      let left = ms
      for (let day = clock.dayOf(at); ; day = dayPlus(day, 1))
        for (const [opens, closes] of openOn(day, clock, week, closed)) {
          const from = Math.max(opens, at)
          if (from >= closes) continue
          if (left <= closes - from) return from + left
          left -= closes - from
        }
    },
    between(from, to) {
      let sum = 0
      const end = clock.dayOf(to)
      for (let day = clock.dayOf(from); day <= end; day = dayPlus(day, 1))
        for (const [opens, closes] of openOn(day, clock, week, closed))
          sum += Math.max(0, Math.min(closes, to) - Math.max(opens, from))
      return sum
    },
  }
}

function openOn(
  day: string,
  clock: HospitalClock,
  week: Opening[][],
  closed: ReadonlySet<string>,
): [number, number][] {
  if (closed.has(day) || closed.has(day.slice(5))) return []
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return week[weekday]!.map(([from, until]) => [clock.momentOf(day, from), clock.momentOf(day, until)])
}
