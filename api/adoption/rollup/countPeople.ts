import { countedByWeek } from '../figures/catalog.ts'
import { weekly } from '../lists.ts'
import { inWeek, isLevel, keysOf, peopleIn } from '../series.ts'
import { addContribution, type Contributions } from './addContribution.ts'
import { lastDayOfWeek, monthOf, weekOf } from './calendar.ts'
import { everybody } from './segments.ts'

const ofPlaces: ReadonlySet<string> = new Set(weekly)
const byWeek: ReadonlySet<string> = new Set(countedByWeek)

interface First {
  segment: string
  series: string
  day: number
}

/**
 * Adds the people beside what they did: whoever something happened to in a month, or in a week, is one person there, where it
 * happened first if they moved meanwhile; and of everything the sum of their keys. Weeks that only figures of the hospital are made of
 * are counted in no other cell.
 */
export function countPeople(sum: Contributions, key: number): void {
  const [ofMonth, ofWeek] = [new Map<string, First>(), new Map<string, First>()]
  const keep = (firsts: Map<string, First>, name: string, one: First) => {
    const first = firsts.get(name)
    if (!first || one.day < first.day) firsts.set(name, one)
  }
  for (const [segment, ofSegment] of [...sum])
    for (const [series, days] of [...ofSegment])
      for (const [day, n] of days) {
        if (isLevel(series)) {
          addContribution(sum, segment, keysOf(series), day, n * key)
          continue
        }
        keep(ofMonth, `${series} ${monthOf(day)}`, { segment, series, day })
        if (byWeek.has(series)) keep(ofWeek, `${series} ${weekOf(day)}`, { segment, series, day })
      }
  for (const { segment, series, day } of ofMonth.values()) {
    addContribution(sum, segment, peopleIn(series), day, 1)
    addContribution(sum, segment, keysOf(series), day, key)
  }
  for (const { segment, series, day } of ofWeek.values()) {
    const last = lastDayOfWeek(weekOf(day))
    const where = ofPlaces.has(series) ? segment : everybody
    addContribution(sum, where, inWeek(series), last, 1)
    addContribution(sum, where, keysOf(inWeek(series)), last, key)
  }
}
