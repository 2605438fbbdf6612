import { useLocaleState } from 'react-admin'
import { useWords } from '../core/words/useWords.ts'
import type { Unit } from './api.ts'

/** How the figures’ numbers are written: a share as percent, a rate for each 1,000, a time with its unit. */
export function useFormat() {
  const [locale] = useLocaleState()
  const translate = useWords()
  const count = (n: number) => n.toLocaleString(locale)
  const number = (n: number, digits = 1) => n.toLocaleString(locale, { maximumFractionDigits: digits })
  const percent = (n: number) => n.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 })
  const value = (n: number | null, unit: Unit): string => {
    if (n === null) return '–'
    if (unit === 'share') return percent(n)
    if (unit === 'per-1000') return number(n)
    return n >= 48 * 60 || (unit === 'hours' && n >= 48)
      ? translate('desk.adoption.days', { n: number(unit === 'hours' ? n / 24 : n / 1440) })
      : translate(`desk.adoption.${unit}`, { n: number(n) })
  }
  const month = (text: string) =>
    new Date(`${text}-01T00:00:00Z`).toLocaleDateString(locale, {
      month: 'short',
      year: '2-digit',
      timeZone: 'UTC',
    })
  return { count, number, percent, value, month }
}
