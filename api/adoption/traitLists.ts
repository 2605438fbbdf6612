import type { Dimension, Trait } from './lists.ts'

/*
 * What people are told apart by is one of these and never a registry's own words, which may be one person's: the race and
 * ethnicity categories of the Office of Management and Budget (1997, with 2024's), the languages most spoken in the United
 * States (Census Bureau, ACS), kinds of payer (PHDSC Payer Typology). Anything else is `other` (2026-11-26).
 */
const named: Record<Exclude<Trait, 'age' | 'stage'>, readonly [value: string, said: RegExp][]> = {
  sex: [
    ['female', /^f(emale)?$/],
    ['male', /^m(ale)?$/],
    ['unknown', /^(u|unk|unknown)$/],
  ],
  language: (
    [
      ['en', 'english'],
      ['es', 'spanish'],
      ['zh', 'chinese|mandarin|cantonese'],
      ['vi', 'vietnamese'],
      ['tl', 'tagalog|filipino|fil'],
      ['ar', 'arabic'],
      ['fr', 'french'],
      ['ko', 'korean'],
      ['ru', 'russian'],
      ['pt', 'portuguese'],
      ['ht', 'haitian( creole)?'],
      ['de', 'german'],
      ['hi', 'hindi'],
      ['so', 'somali'],
      ['pl', 'polish'],
      ['uk', 'ukrainian'],
      ['ase', 'sgn-us|american sign language'],
    ] as const
  ).map(([code, names]) => [code, new RegExp(`^(${code}([-_].*)?|${names})$`)]),
  race: [
    ['white', /^(white|2106-3)$/],
    ['black', /^(black|black or african[- ]american|african[- ]american|2054-5)$/],
    ['asian', /^(asian|2028-9)$/],
    ['native', /^(native|american indian( or alaska native)?|alaska native|1002-5)$/],
    ['pacific', /^(pacific|(native hawaiian|pacific islander).*|2076-8)$/],
    ['middle-eastern', /^middle[- ]eastern( or north african)?$/],
  ],
  ethnicity: [
    ['hispanic', /^(hispanic|latin[ox]|hispanic or latin[ox]|2135-2)$/],
    ['nonhispanic', /^(non-?hispanic|not hispanic or latin[ox]|2186-5)$/],
  ],
  payer: [
    ['Medicare', /^medicare\b/],
    ['Medicaid', /^(medicaid|chip)\b/],
    ['commercial', /^(commercial|private|blue ?cross.*|bcbs.*|aetna.*|cigna.*|humana.*|united ?health.*)$/],
    ['military', /^(tricare|champva|va|veterans.*|military)$/],
    ['self-pay', /^(self-?pay|self pay|uninsured|none)$/],
  ],
}

/** All values there are of a closed list but what is unknown. */
export const listedValues = (trait: keyof typeof named): string[] =>
  named[trait].map(([value]) => value).filter((value) => value !== 'unknown')

/** The value of a closed list that a registry's words stand for; nothing where it says nothing. */
export function listed(trait: Exclude<Trait, 'age' | 'stage'>, words: string | null): string | null {
  const said = words?.trim()
  if (!said) return null
  return named[trait].find(([value, ways]) => value === said || ways.test(said.toLowerCase()))?.[0] ?? 'other'
}

/** Whether a value may be named to somebody who sees no patients: it is a place, a band of ages, or on its list. */
export const mayBeNamed = (dimension: Dimension, value: string): boolean =>
  dimension === 'clinic' ||
  dimension === 'provider' ||
  dimension === 'age' ||
  dimension === 'stage' ||
  value === 'unknown' ||
  value === 'other' ||
  named[dimension].some(([one]) => one === value)
