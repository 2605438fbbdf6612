import { dayWriter } from '../../core/calendar.ts'

/** The hospital's calendar: days as YYYY-MM-DD, and times of a week by its clocks. */
export interface HospitalClock {
  dayOf(at: number): string
  /** Milliseconds at which a day begins. Clocks may jump at midnight, so it is looked for, not worked out. */
  startOf(day: string): number
  /** Minutes since Monday 00:00. */
  minuteOfWeek(at: number): number
}

const dayMs = 86_400_000
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
  return {
    dayOf,
    startOf(day) {
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
    },
    minuteOfWeek(at) {
      const [, weekday, hour, minute] = /^(\w+),? (\d+):(\d+)$/.exec(wall.format(at))!
      return weekdays.indexOf(weekday!) * 1440 + Number(hour) * 60 + Number(minute)
    },
  }
}

/** The day some days after (or before) another. */
export const dayPlus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
