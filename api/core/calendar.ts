export const dayMs = 86_400_000
export const hourMs = 3_600_000
export const secondsOfADay = dayMs / 1000
export const minutesOfADay = dayMs / 60_000

/**
 * From when a thing counts that so many are allowed of in a day: 24 hours before, as it is stored. By the hospital's days a
 * change of its time zone would give all of them back (2026-11-26).
 */
export const dayBefore = (now: Date): string => new Date(now.getTime() - dayMs).toISOString()

/** The moment so many days of 24 hours after another, as it is stored. */
export const daysAfter = (at: Date, days: number): string =>
  new Date(at.getTime() + days * dayMs).toISOString()

/** Whole seconds until what was at a moment is a day ago. */
export const secondsUntilDayAgo = (at: string, now: Date): number =>
  Math.ceil((Date.parse(at) + dayMs - now.getTime()) / 1000)

/** The hospital's calendar day of a moment, YYYY-MM-DD. */
export const hospitalDay = (at: Date, zone: string): string => dayWriter(zone)(at)

const writers = new Map<string, (at: Date) => string>()

/** The same for many moments: making a formatter costs a thousand times what using it does, so each is made once. */
export function dayWriter(zone: string): (at: Date) => string {
  let write = writers.get(zone)
  if (!write) {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    // Many requests of one second ask for its day.
    let [second, day] = [Number.NaN, '']
    write = (at) => {
      const now = Math.floor(at.getTime() / 1000)
      if (now !== second) [second, day] = [now, format.format(at)]
      return day
    }
    writers.set(zone, write)
  }
  return write
}

/** Minutes after midnight of a time of day, HH:MM. */
export const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Whole years between a birth date and a day, both YYYY-MM-DD. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** The hospital's calendar: days as YYYY-MM-DD, and times of a week by its clocks. */
export interface HospitalClock {
  dayOf(at: number): string
  /** Milliseconds at which a day begins. Clocks may jump at midnight, so it is looked for, not worked out. */
  startOf(day: string): number
  /**
   * Milliseconds at which clocks show so many minutes after the midnight a day begins with, the first time where they show it
   * twice; where they jump over it, as long after the jump as it would have been.
   */
  momentOf(day: string, minutes: number): number
  /** Minutes since Monday 00:00. */
  minuteOfWeek(at: number): number
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export function hospitalClock(zone: string): HospitalClock {
  const write = dayWriter(zone)
  const dayOf = (at: number) => write(new Date(at))
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const starts = new Map<string, number>()
  const startOf = (day: string) => {
    let start = starts.get(day)
    if (start === undefined) {
      const noon = Date.parse(`${day}T00:00:00Z`)
      let [before, from] = [noon - dayMs, noon + dayMs]
      while (from - before > 1) {
        const middle = Math.floor((before + from) / 2)
        if (dayOf(middle) < day) before = middle
        else from = middle
      }
      start = from
      starts.set(day, start)
    }
    return start
  }
  const minuteOfWeek = (at: number) => {
    const [, weekday, hour, minute] = /^(\w+),? (\d+):(\d+)$/.exec(wall.format(at))!
    return weekdays.indexOf(weekday!) * minutesOfADay + Number(hour) * 60 + Number(minute)
  }
  return {
    dayOf,
    startOf,
    momentOf(day, minutes) {
      if (minutes >= minutesOfADay) return startOf(dayPlus(day, 1))
      const guess = startOf(day) + minutes * 60_000
      // How far clocks are from it then, the nearer way round midnight.
      const off = ((minutes - minuteOfWeek(guess)) % minutesOfADay) + minutesOfADay
      const by = ((off + minutesOfADay / 2) % minutesOfADay) - minutesOfADay / 2
      const moment = guess + by * 60_000
      return minuteOfWeek(moment) % minutesOfADay === minutes ? moment : guess
    },
    minuteOfWeek,
  }
}

/** The day some days after (or before) another. */
export const dayPlus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** The same day some years before, the 28th for a 29th of February; not before the first day that can be written. */
export function yearsBefore(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) - years
  if (year < 1) return '0001-01-01'
  const rest = day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)
  return `${String(year).padStart(4, '0')}${rest}`
}
