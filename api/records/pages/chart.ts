import { html } from 'hono/html'
import type { z } from 'zod'
import type { Html } from '../../acts/page.ts'
import { fill, type Language, same } from '../../core/words.ts'
import type { trend } from '../schema.ts'
import { pageWords } from '../words.ts'
import { dayOf, numberOf } from './show.ts'

type Series = z.output<typeof trend>['series'][number]

const width = 440
const height = 220
const left = 60
const right = 16
const top = 14
const bottom = 34
const dot = 4

/**
 * Values over time as a picture that needs no script: dots at their days, the usual range as a band, first and last day and the
 * ends of the scale written out. The scale shows the differences and does not begin at nothing. All of it stands in the table below.
 */
export function chart(name: string, series: Series, language: Language, timeZone: string): Html {
  const { points, low, high, unit } = series
  const numbers = points.map(({ number }) => number)
  const shown = [...numbers, ...[low, high].filter((one) => one !== null)]
  const [least, most] = [Math.min(...shown), Math.max(...shown)]
  const room = (most - least || Math.abs(most) || 1) / 10
  const [from, to] = [least - room, most + room]
  const times = points.map(({ at }) => Date.parse(at))
  const [first, last] = [times[0]!, times.at(-1)!]
  const x = (time: number) =>
    round(
      last === first
        ? (left + width - right) / 2
        : left + ((time - first) / (last - first)) * (width - left - right),
    )
  const y = (number: number) => round(top + (1 - (number - from) / (to - from)) * (height - top - bottom))
  const line = points.map((point, i) => `${x(times[i]!)},${y(point.number)}`).join(' ')
  const day = (at: string) => dayOf(at, language, timeZone)
  const label = fill(same(pageWords[language].chart), {
    name,
    count: points.length,
    first: day(points[0]!.at),
    last: day(points.at(-1)!.at),
    low: numberOf(Math.min(...numbers), language),
    high: numberOf(Math.max(...numbers), language),
  })[language]
  const end = high === null ? top : y(high)
  const begin = low === null ? height - bottom : y(low)
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}" class="chart">
${low !== null || high !== null ? html`<rect x="${left}" y="${end}" width="${width - left - right}" height="${round(begin - end)}" class="band"/>` : ''}
<line x1="${left}" y1="${height - bottom}" x2="${width - right}" y2="${height - bottom}" class="axis"/>
<polyline points="${line}" class="line"/>
${points.map((point, i) => html`<circle cx="${x(times[i]!)}" cy="${y(point.number)}" r="${dot}" class="${point.flag && point.flag !== 'usual' ? 'dot out' : 'dot'}"/>`)}
<text x="${left - 8}" y="${y(most)}" text-anchor="end" dominant-baseline="middle">${numberOf(most, language)}</text>
<text x="${left - 8}" y="${y(least)}" text-anchor="end" dominant-baseline="middle">${numberOf(least, language)}</text>
<text x="${left}" y="${height - 10}">${day(points[0]!.at)}</text>
${points.length > 1 ? html`<text x="${width - right}" y="${height - 10}" text-anchor="end">${day(points.at(-1)!.at)}</text>` : ''}
${unit ? html`<text x="${left + 4}" y="${top}">${unit}</text>` : ''}
</svg>`
}

const round = (number: number) => Math.round(number * 10) / 10
