import { useMemo } from 'react'
import { useLocaleState } from 'react-admin'
import { regional } from '../../api/core/words.ts'
import { hospitalZone } from './session.ts'
import { asLocale } from './words/i18n.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Numbers, dates and times as a language writes them, on the clocks of the hospital. */
export function formatter(language: string, zone: string | undefined) {
  const locale = regional[asLocale(language) ?? 'en']
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
    return (at: string | Date) => format.format(new Date(at))
  }
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  const numbers = new Intl.NumberFormat(locale)
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const languages = new Intl.DisplayNames(locale, { type: 'language' })
  const shortDay = dates({ dateStyle: 'medium' })
  return {
    number: (n: number) => numbers.format(n),
    /** A language by its tag (BCP 47); what is none stays as it came. */
    language: (tag: string) => {
      try {
        return languages.of(tag) ?? tag
      } catch {
        return tag
      }
    },
    percent: (share: number) => percents.format(share),
    /** How long something took, in the unit in which people say it. */
    lasting(minutes: number): string {
      const [n, unit] =
        minutes * minute < hour
          ? [minutes, 'minute']
          : minutes * minute < 2 * day
            ? [Math.round((minutes * minute * 10) / hour) / 10, 'hour']
            : [Math.round((minutes * minute * 10) / day) / 10, 'day']
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(n)
    },
    /** A day and the time of day: for what happened. */
    moment: dates({ dateStyle: 'medium', timeStyle: 'short' }),
    /** To the second and with its zone: what stands behind a shorter one. */
    exact: dates({
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    }),
    day: shortDay,
    clock: dates({ timeStyle: 'medium' }),
    /** A date of the calendar, written YYYY-MM-DD: the same everywhere. */
    date: (written: string, dateStyle: 'long' | 'medium' = 'long') =>
      new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(new Date(written)),
    /** How people say it: “in 40 min”, “3 days ago”; beyond two weeks the day itself. */
    relative(at: string | Date, now = Date.now()): string {
      const distance = new Date(at).getTime() - now
      const far = Math.abs(distance)
      if (far < hour) return relative.format(Math.round(distance / minute), 'minute')
      if (far < day) return relative.format(Math.round(distance / hour), 'hour')
      if (far < 14 * day) return relative.format(Math.round(distance / day), 'day')
      return shortDay(at)
    },
  }
}

export type Format = ReturnType<typeof formatter>

export function useFormat(): Format {
  const [locale] = useLocaleState()
  const zone = hospitalZone()
  return useMemo(() => formatter(locale, zone), [locale, zone])
}
