import { dayMs, dayWriter } from '../../core/calendar.ts'

/** Days are counted from 1970-01-01, months from year 0: whole numbers that sort and subtract. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs)
export const dayText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)
export const yearOf = (day: number): number => new Date(day * dayMs).getUTCFullYear()
export const firstDayOfYear = (year: number): number => Math.round(Date.UTC(year, 0, 1) / dayMs)
export const firstDay = (month: number): number =>
  Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / dayMs)
export const lastDay = (month: number): number => firstDay(month + 1) - 1
export const monthText = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
/**
 * What a count of people on a month's last day is of what happened in it, up to a day: in months of thirty days each. A rate is of
 * days: February would else stand below January wherever nothing changed, and a month that is not over below both (2026-11-27).
 */
export const monthsOfThirtyDays = (month: number, asOf = lastDay(month)): number =>
  (Math.min(lastDay(month), asOf) - firstDay(month) + 1) / 30
/** Weeks are from Sunday to Saturday, as the CDC's, and counted from the one 1970 began in. */
export const weekOf = (day: number): number => Math.floor((day + 4) / 7)
export const lastDayOfWeek = (week: number): number => week * 7 + 2

/** From YYYY-MM, or from the first seven places of a day. */
export const monthNumber = (text: string): number =>
  Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1

const months = new Map<number, number>()
/** The month a day lies in. */
export function monthOf(day: number): number {
  let month = months.get(day)
  if (month === undefined) {
    month = monthNumber(dayText(day))
    months.set(day, month)
  }
  return month
}

/** Of a month's daily numbers: the sum up to and with its day `last`, from 0. */
export function throughDay(days: string, last: number): number {
  const list = JSON.parse(days) as number[]
  let sum = 0
  for (let i = 0; i <= last && i < list.length; i++) sum += list[i]!
  return sum
}

/** Of a month's daily numbers: that of its day `i`, from 0. */
export const onDay = (days: string | undefined, i: number): number =>
  (days === undefined ? undefined : (JSON.parse(days) as number[])[i]) ?? 0

/** The hospital's day of a moment. An hour never lies in two days, so a quarter of an hour is looked up once. */
export function dayFinder(zone: string): (at: number) => number {
  const known = new Map<number, number>()
  const written = dayWriter(zone)
  return (at) => {
    const quarter = Math.floor(at / 900_000)
    let day = known.get(quarter)
    if (day === undefined) {
      if (known.size > 200_000) known.clear()
      day = dayNumber(written(new Date(quarter * 900_000)))
      known.set(quarter, day)
    }
    return day
  }
}
