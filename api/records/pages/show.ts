import { html } from 'hono/html'
import type { z } from 'zod'
import type { Html } from '../../acts/page.ts'
import { dateWriter, type Language, regional } from '../../core/words.ts'
import type { Kind } from '../lists.ts'
import type { entry } from '../schema.ts'
import { flagWords, pageWords, statusWords } from '../words.ts'

export type Shown = z.output<typeof entry>

/** A day or moment as people write it, no more exact than the source: a year stays a year. */
export function dayOf(at: string, language: Language, timeZone = 'UTC'): string {
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?$/.exec(at) ?? []
  if (month)
    return dateWriter(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${year}-${month}-01T00:00:00Z`),
    )
  if (year) return year
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(at)
  const moment = new Date(isDay ? `${at}T00:00:00Z` : at)
  if (Number.isNaN(moment.getTime())) return at
  return dateWriter(language, { dateStyle: 'medium', timeZone: isDay ? 'UTC' : timeZone }).format(moment)
}

const figures = 4
const places = 2
const inNumbers = (language: Language) => ({
  small: new Intl.NumberFormat(regional[language], { maximumSignificantDigits: figures }),
  large: new Intl.NumberFormat(regional[language], { maximumFractionDigits: places }),
})
const formats = { en: inNumbers('en'), es: inNumbers('es') } satisfies Record<Language, unknown>
const hundred = 100

/** Sources tell some with sixteen figures; of what is small two places would leave another value, or nothing (2026-11-28). */
export const numberOf = (number: number, language: Language): string => {
  const { small, large } = formats[language]
  return (Math.abs(number) < hundred ? small : large).format(number)
}

const signs = { '<': '<', '<=': '≤', '>=': '≥', '>': '>' } as const

/** A value with its unit, its range and where it lies. */
export function valueLine(value: Shown['values'][number], language: Language): Html {
  const t = pageWords[language]
  const { name, number, comparator, unit, text, low, high, range, flag } = value
  const said =
    number === undefined
      ? (text ?? '')
      : [comparator && signs[comparator], numberOf(number, language)].filter(Boolean).join(' ')
  const between =
    low !== undefined && high !== undefined
      ? `${numberOf(low, language)}–${numberOf(high, language)}`
      : high !== undefined
        ? `${t.upTo} ${numberOf(high, language)}`
        : low !== undefined
          ? `${t.from} ${numberOf(low, language)}`
          : range
  return html`<div>${name ? `${name}: ` : ''}<strong>${said}${unit ? ` ${unit}` : ''}</strong>
${flag ? html`<span class="${flag === 'usual' ? 'quiet' : 'flag'}">${flagWords[flag][language]}</span>` : ''}
${between ? html`<span class="quiet">(${t.range}: ${between})</span>` : ''}</div>`
}

export interface How {
  language: Language
  timeZone: string
  /** What addresses carry on, such as whose record it is. */
  carry: string
  /** Whether it is to be printed: without links. */
  plain?: boolean
}

/** One record as an entry of a list. */
export function entryItem(entry: Shown, how: How): Html {
  const { language, timeZone, carry, plain } = how
  const t = pageWords[language]
  const day = (at: string) => dayOf(at, language, timeZone)
  const words = (said: string | null) => said && (statusWords[said]?.[language] ?? said)
  const facts = [
    entry.at ? day(entry.at) : t.noDay,
    entry.until && `${t.until} ${day(entry.until)}`,
    words(entry.status),
    words(entry.intent),
    entry.by && `${t.by} ${entry.by}`,
  ].filter(Boolean)
  const isNumber = entry.values.some(({ number }) => number !== undefined)
  const warning = entry.doNotPerform ? t.doNotPerform : words(entry.verification)
  return html`<li><h3>${entry.name}</h3>
${warning ? html`<p><strong>${warning}</strong></p>` : ''}
${entry.values.map((value) => valueLine(value, language))}
<p class="quiet">${facts.join(' · ')}</p>
${entry.details.length > 0 ? html`<p>${entry.details.join('; ')}</p>` : ''}
${entry.note ? html`<p>${entry.note}</p>` : ''}
${!plain && isNumber ? html`<p><a href="/portal/results/${entry.id}${carry}">${t.trend}<span class="hidden">: ${entry.name}</span></a></p>` : ''}
${!plain && entry.document?.data ? html`<p><a href="/portal/documents/${entry.id}${carry}">${t.document}<span class="hidden">: ${entry.name}</span></a></p>` : ''}
</li>`
}

export const textOf = (entry: Shown): string =>
  entry.document?.data === undefined ? '' : Buffer.from(entry.document.data, 'base64').toString('utf8')

export const isKind = (kinds: readonly Kind[], name: string | undefined): name is Kind =>
  kinds.includes(name as Kind)
