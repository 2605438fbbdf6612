import { ageBand, ageBands, stageOfBand } from '../lists.ts'
import { listed } from '../traitLists.ts'
import { firstDayOfYear, yearOf } from './calendar.ts'
import type { PersonEvent } from './contributions.ts'

/** What is known of a person where an event says so: kept with the event, so that the past stays as it was. */
export interface Person {
  clinic: string | null
  provider: string | null
  birthYear: number | null
  sex: string | null
  language: string | null
  race: string | null
  ethnicity: string | null
  payer: string | null
  /** The day from which they count no more, since they died; in what was kept before 2026-11-28 also since they were merged. */
  endedOn: number | null
  /** The record is part of another now. When it became that, only the event says that told of it first. */
  merged?: boolean
}

export const unknown = 'unknown'
/** The segment of what is counted of all people together, and of no part of them. */
export const everybody = ''
const nobody: Person = {
  clinic: null,
  provider: null,
  birthYear: null,
  sex: null,
  language: null,
  race: null,
  ethnicity: null,
  payer: null,
  endedOn: null,
}

interface Piece {
  from: number
  /** Without this day. */
  to: number
  segment: string
}

/** A segment's text, as `placesAndTraits` reads it back. */
const segmentText = (p: Person, band: string) =>
  JSON.stringify([
    p.clinic,
    p.provider,
    band,
    // Histories kept before there were lists hold the registry's own words.
    ...(['sex', 'language', 'race', 'ethnicity', 'payer'] as const).map((trait) => listed(trait, p[trait])),
  ])

export function placesAndTraits(segment: string) {
  const [clinic, provider, age, sex, language, race, ethnicity, payer] = (
    JSON.parse(segment) as (string | null)[]
  ).map((value) => value ?? unknown) as [string, string, string, string, string, string, string, string]
  return {
    ...{ clinic, provider, stage: stageOfBand(age) ?? unknown, age },
    ...{ sex, language, race, ethnicity, payer },
  }
}

/**
 * Which segment a person is in on each day. What was first known holds for all time before; a change holds from its
 * day. Age is the age reached in the calendar year, so bands change on 1 January only.
 */
export function segmentsOf(events: readonly PersonEvent[]): {
  pieces: Piece[]
  segmentOn(day: number): string
  endedOn: number
} {
  const known = events
    .filter((event) => event.kind === 'person')
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map((event) => ({ day: event.day, person: JSON.parse(event.data!) as Person }))
  if (known.length === 0) known.push({ day: 0, person: nobody })
  const pieces: Piece[] = []
  known.forEach(({ day, person }, i) => {
    const from = i === 0 ? Number.NEGATIVE_INFINITY : day
    const to = known[i + 1]?.day ?? Number.POSITIVE_INFINITY
    if (from < to) pieces.push(...byAge(person, from, to))
  })
  return {
    pieces,
    segmentOn: (day) => pieces.find((piece) => day >= piece.from && day < piece.to)!.segment,
    endedOn: endOf(known),
  }
}

/** A merged record counts no more from when it was first told to be so, whatever its source tells of it afterwards. */
function endOf(known: readonly { day: number; person: Person }[]): number {
  const { endedOn, merged } = known.at(-1)!.person
  const died = endedOn ?? Number.POSITIVE_INFINITY
  if (!merged) return died
  const stood = known.findLastIndex(({ person }) => !(person.merged ?? person.endedOn !== null))
  return Math.min(died, known[stood + 1]!.day)
}

function byAge(person: Person, from: number, to: number): Piece[] {
  const { birthYear } = person
  if (birthYear === null) return [{ from, to, segment: segmentText(person, unknown) }]
  const changes = ageBands
    .slice(1)
    .map((age) => firstDayOfYear(birthYear + age))
    .filter((day) => day > from && day < to)
  return [from, ...changes].map((start, i) => ({
    from: start,
    to: changes[i] ?? to,
    segment: segmentText(
      person,
      ageBand(start === Number.NEGATIVE_INFINITY ? 0 : Math.max(0, yearOf(start) - birthYear)),
    ),
  }))
}
