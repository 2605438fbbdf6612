import type { Locale } from '../words/entry.ts'

const months: Record<Locale, string[]> = {
  en: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
}

/**
 * Reads a day as callers say it: 1988-10-13, 10/13/1988, 10/13/88, October 13 1988, 13 oct 1988. Of two numbers the one that
 * can only be a day is it; else English says the month first and Spanish the day. A year of two digits is the last that is not
 * to come.
 * @returns the day as YYYY-MM-DD, or undefined when it is none.
 */
export function readDay(text: string, locale: Locale, now = new Date()): string | undefined {
  const plain = text.trim().toLowerCase()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain)
  if (iso) return written(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = /^(\d{1,2})[/. -]+(\d{1,2})[/. -]+(\d{4}|\d{2})$/.exec(plain)
  if (numbers) {
    const [first, second, said] = numbers.slice(1).map(Number) as [number, number, number]
    const monthFirst = second > 12 || (locale === 'en' && first <= 12)
    const of = (year: number) => (monthFirst ? written(year, first, second) : written(year, second, first))
    if (numbers[3]!.length === 4) return of(said)
    const century = Math.floor(now.getUTCFullYear() / 100) * 100
    const latest = of(century + said)
    return latest && latest <= now.toISOString().slice(0, 10) ? latest : of(century - 100 + said)
  }
  const words = plain.match(/[a-záéíóúñ]+|\d+/g) ?? []
  const month = words
    .filter((word) => word !== 'de')
    .map((word) => [...months.en, ...months.es].indexOf(word.slice(0, 3)) % 12)
    .find((index) => index >= 0)
  const digits = words.filter((word) => /^\d+/.test(word)).map(Number)
  const year = digits.find((n) => n > 31)
  const day = digits.find((n) => n <= 31)
  if (month === undefined || year === undefined || day === undefined || digits.length !== 2) return undefined
  return written(year, month + 1, day)
}

function written(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1850 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return date.toISOString().slice(0, 10)
}
