import { ageOn } from '../../core/calendar.ts'
import type { Tables } from '../../core/db/tables.ts'
import { dayInWords, fill, languageOf } from '../../core/words.ts'
import type { BreachRow } from '../tables.ts'
import { discoveredOn } from './duties.ts'
import { frameTexts } from './letterTexts.ts'
import type { Person } from './queries.ts'
import type { Sheet } from './shown.ts'

type Draft = Tables['breach_draft']

/** What nobody filled in yet, as the drafts have it: [number]. */
const blank = /\[[^\]]+\]/
const parts = ['happened', 'information', 'steps', 'doing', 'contact'] as const

/** Whether a draft says all five things (45 CFR 164.404(c)(1)), with nothing left to fill in. */
export const isWhole = (draft: Draft | undefined): draft is Draft =>
  draft !== undefined && parts.every((part) => draft[part].trim() !== '' && !blank.test(draft[part]))

/** The letter to one person, in the language they speak; of whoever is not of age yet, to who has care of them. */
export function sheetFor(
  breach: BreachRow,
  person: Person,
  drafts: ReadonlyMap<string, Draft>,
  { day, hospital, adultAge }: { day: string; hospital: string; adultAge: number },
): Sheet {
  const spoken = languageOf(person.language)
  const language = drafts.has(spoken) ? spoken : 'en'
  const draft = drafts.get(language)!
  const name = [person.given_name, person.family_name, person.suffix].filter(Boolean).join(' ')
  const child = ageOn(person.birth_date, day) < adultAge
  const days = {
    name,
    from: dayInWords(breach.occurred_from, language),
    to: dayInWords(breach.occurred_to, language),
    found: dayInWords(discoveredOn(breach), language),
  }
  const say = (which: 'hello' | 'guardian' | 'about' | 'aboutSpan') => fill(frameTexts[which], days)[language]
  const about = say(breach.occurred_from === breach.occurred_to ? 'about' : 'aboutSpan')
  return {
    language,
    to: child ? say('guardian').replace(/[,:]$/, '') : name,
    lines: [...person.street!.split(/\s*\n\s*/), `${person.city}, ${person.state} ${person.postal_code}`],
    hello: say(child ? 'guardian' : 'hello'),
    hospital,
    day: dayInWords(day, language),
    parts: parts.map((part) => ({
      title: frameTexts[part][language],
      text: part === 'happened' ? `${about} ${draft[part]}` : draft[part],
    })),
  }
}
