import { normalize } from '../core/normalize.ts'

/** English and Spanish, by their first three letters. */
const months: Record<string, number> = {
  jan: 1,
  ene: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  abr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  ago: 8,
  sep: 9,
  set: 9,
  oct: 10,
  nov: 11,
  dec: 12,
  dic: 12,
}
const month =
  '(?:jan(?:uary)?|enero|ene|feb(?:ruary|rero)?|mar(?:ch|zo)?|apr(?:il)?|abr(?:il)?|mayo?|june?|junio|july?|julio|aug(?:ust)?|ago(?:sto)?|sept?(?:ember|iembre)?|set(?:iembre)?|oct(?:ober|ubre)?|nov(?:ember|iembre)?|dec(?:ember)?|dic(?:iembre)?)\\.?'
const day = '\\d{1,2}(?:st|nd|rd|th|º)?'
const year = "['’]?(?:\\d{4}|\\d{2})"
const between = '(?:\\s*[,/-]\\s*|\\s+(?:of\\s+|del?\\s+)?)'

const forms = {
  yearFirst: `\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}`,
  numbers: `\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})`,
  monthDay: `${month}${between}(?:the\\s+)?${day}${between}${year}`,
  dayMonth: `${day}${between}${month}${between}${year}`,
  yearMonth: `\\d{4}${between}${month}${between}${day}`,
}
const anyForm = Object.values(forms).join('|')

/** Where dates stand in a line of typing: beside names, and not within longer numbers. */
export const datesIn = new RegExp(`(?<![^\\s,;:(])(?:${anyForm})(?![^\\s,;)])`, 'giu')

/**
 * Reads a date as people write or say it: 1985-03-09, 3/9/1985, 3/9/85, 09.03.1985, March 9 1985, 9-Mar-85, 9 de marzo de
 * 1985, 19850309. Slashes are month first unless that is no month, dots day first. A year of two digits is of this century
 * and of the last one, as long as the day is not to come.
 * @param today the hospital's day, YYYY-MM-DD
 * @returns what it can mean, YYYY-MM-DD, the latest first; none when it is no date
 */
export function readDates(text: string, today: string): string[] {
  const t = text.trim().toLowerCase()
  const whole = (form: string) => new RegExp(`^(?:${form})$`, 'iu').test(t)
  const [a, b, c] = t.match(/\d+/g) ?? []
  const named = months[normalize(/\p{L}{3,}/gu.exec(t.replace(/\bthe\b/, ''))?.[0] ?? '').slice(0, 3)]
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(t)
  if (compact) return real(today, compact[1]!, compact[2]!, compact[3]!)
  if (whole(forms.yearFirst)) return real(today, a!, b!, c!)
  if (whole(forms.numbers)) {
    if (t.includes('.')) return real(today, c!, b!, a!)
    const monthFirst = real(today, c!, a!, b!)
    return monthFirst.length > 0 ? monthFirst : real(today, c!, b!, a!)
  }
  if (named && (whole(forms.monthDay) || whole(forms.dayMonth))) return real(today, b!, `${named}`, a!)
  if (named && whole(forms.yearMonth)) return real(today, a!, `${named}`, b!)
  return []
}

function real(today: string, year: string, month: string, day: string): string[] {
  const century = Math.floor(Number(today.slice(0, 4)) / 100)
  const years = year.length === 2 ? [`${century}${year}`, `${century - 1}${year}`] : [year]
  return years
    .map((full) => `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    .filter((iso) => {
      const date = new Date(`${iso}T00:00:00Z`)
      return (
        !Number.isNaN(date.getTime()) &&
        date.toISOString().startsWith(iso) &&
        iso > '1850' &&
        (year.length === 4 || iso <= today)
      )
    })
}
