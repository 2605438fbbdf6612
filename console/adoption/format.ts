import { useLocaleState } from 'react-admin'
import { regional } from '../../api/core/words.ts'
import type { Cell } from '../core/charts/ChartCard.tsx'
import type { Figure } from '../core/figureMethods.ts'
import { asLocale } from '../core/words/i18n.ts'
import { useWords } from '../core/words/useWords.ts'

type Unit = Figure['unit']

export const isTime = ({ unit }: Pick<Figure, 'unit'>) => unit === 'hours' || unit === 'minutes'

/**
 * The counts a value is made of, for a table and its file. Where counts are blurred and no value is shown, none of them is: they are
 * what is left of months that are hidden, and a zero would be said to be nothing (2026-11-28).
 */
export const countsOf = (
  value: number | null,
  exact: boolean,
  ...counts: readonly number[]
): (number | null)[] => counts.map((n) => (exact || value !== null ? n : null))
/** How many there are; of blurred counts none is nobody for certain. */
export const shownCount = (n: number, exact: boolean): number | null => (exact || n > 0 ? n : null)

/** How the figures’ numbers are written: a share as percent, a rate for each 1,000, a time with its unit. */
export function useFormat() {
  const [language] = useLocaleState()
  const locale = regional[asLocale(language) ?? 'en']
  const say = useWords()
  const count = (n: number) => n.toLocaleString(locale)
  const number = (n: number, digits = 1) => n.toLocaleString(locale, { maximumFractionDigits: digits })
  const percent = (n: number) => n.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 })
  const value = (n: number | null, unit: Unit): string => {
    if (n === null) return '–'
    if (unit === 'share') return percent(n)
    if (unit === 'per-1000') return number(n)
    const days = unit === 'hours' ? n / 24 : n / 1440
    return days >= 2
      ? say('desk.adoption.days', { n: number(days) })
      : say(`desk.adoption.${unit}`, { n: number(n) })
  }
  /** A figure's number; the middle of times is known by its class alone, which ends there. */
  const figure = (one: Pick<Figure, 'value' | 'unit'>): string =>
    (isTime(one) && one.value !== null ? '≤ ' : '') + value(one.value, one.unit)
  /** A number as a table writes it and a file holds it. */
  const cell = (n: number | null, unit: Unit): Cell => ({ value: n, shown: value(n, unit) })
  const date = (options: Intl.DateTimeFormatOptions) => (text: string) =>
    new Date(text).toLocaleDateString(locale, { timeZone: 'UTC', ...options })
  const ofMonth = date({ month: 'short', year: 'numeric' })
  const month = (text: string) => ofMonth(`${text}-01`)
  const months = (span: { from: string; to: string }) =>
    span.from === span.to ? month(span.from) : `${month(span.from)} – ${month(span.to)}`
  return {
    locale,
    count,
    number,
    percent,
    value,
    figure,
    cell,
    month,
    months,
    day: date({ dateStyle: 'medium' }),
  }
}
