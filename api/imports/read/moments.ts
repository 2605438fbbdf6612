import { hourMs } from '../../core/calendar.ts'
import { readDates } from '../../patients/readDate.ts'
import type { ReadRules } from '../records.ts'

/** A day of a source's own making: its year is whole, and it may be one to come. */
const dayOf = (text: string): string | undefined =>
  /\d{4}/.test(text) ? readDates(text, '9999-12-31')[0] : undefined

const halfDay = 12 * hourMs
/** No clock is further from UTC, in minutes. */
const mostShift = 14 * 60

/**
 * A moment as sources write it, as ISO 8601 in UTC. A day alone is a day of the hospital, kept as its noon, so that it
 * stays that day wherever it is shown; a time without an offset is of the hospital's clocks.
 */
export function readMoment(text: string, { clock }: ReadRules): string | undefined {
  const said = text.trim()
  const [, day, time] = /^(\S+?)(?:(?:T|\s+)(\d{1,2}:\d{2}.*))?$/.exec(said) ?? []
  const date = day && dayOf(day)
  if (!date) return undefined
  if (!time) return new Date(clock.startOf(date) + halfDay).toISOString()
  const parts =
    /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*([AaPp][Mm])?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(time)
  if (!parts) return undefined
  const [, h, minute, second = '00', fraction = '0', half, offset] = parts
  const hour = half ? (Number(h) % 12) + (/p/i.test(half) ? 12 : 0) : Number(h)
  if (hour > 23 || Number(minute) > 59 || Number(second) > 60) return undefined
  const since = ((hour * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(`0.${fraction}`) * 1000
  if (offset === undefined) return new Date(byTheClock(clock, date, since)).toISOString()
  const shift = offset === 'Z' ? 0 : minutesOf(offset)
  if (Math.abs(shift) > mostShift) return undefined
  return new Date(Date.parse(`${date}T00:00:00Z`) + since - shift * 60_000).toISOString()
}

/** The days on which the calendars of tables begin, an hour of another zone before or after. */
const noDays = /^(1753-01-0[12]|1752-12-31|1899-12-3[01]|1900-01-0[12])/

/** Why nobody was seen at a moment: it is of a day after the hospital's today, or what tables write where they know no day. */
export function whyNoVisit(moment: string, { clock, today }: ReadRules): string | undefined {
  if (noDays.test(moment)) return 'is a placeholder'
  const isToCome =
    moment.slice(0, 10) >= today && Date.parse(moment) >= clock.startOf(today) + 2 * halfDay + hourMs
  return isToCome ? 'is a day to come; nobody was there yet' : undefined
}

/** Milliseconds at which the hospital's clocks show a time of a day; where they jump, of the first time they do. */
function byTheClock(clock: ReadRules['clock'], date: string, since: number): number {
  const at = clock.startOf(date) + since
  const wanted = Math.floor(since / 60_000)
  const off = (((clock.minuteOfWeek(at) - wanted) % 1440) + 1440) % 1440
  return at - (off > 720 ? off - 1440 : off) * 60_000
}

const minutesOf = (offset: string) => {
  const [, sign, h, m] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset)!
  return (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(m))
}

/** A day, or its month or year alone, as it is; a day as US spreadsheets write it, as YYYY-MM-DD. */
export function readDay(text: string): string {
  const said = text.trim()
  const [, y, m, d] = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(said) ?? []
  if (y) return `${y}-${m!.padStart(2, '0')}-${d!.padStart(2, '0')}`
  return dayOf(said.replace(/\s+\d{1,2}:\d{2}.*$/, '')) ?? said
}
