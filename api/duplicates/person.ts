import { emailKey, identifierKey, nameKey, normalize, postalKey, streetKey } from '../core/normalize.ts'
import type { ComparedRecord } from '../patients/recordsToCompare.ts'
import { nameLetters } from './nameLetters.ts'

/** What two records are compared by, in comparable forms; empty where nothing is known. */
export interface Person {
  id: string
  /** Family names, the one in use first; so of given names. */
  families: readonly string[]
  givens: readonly string[]
  /** Of the first of each (`nameLetters`). */
  letters: { family: number; given: number }
  suffix: string
  /** YYYY-MM-DD; the year, or year and month, where no more is known. */
  birthDate: string
  sex: string
  street: string
  postal: string
  city: string
  phones: readonly string[]
  emails: readonly string[]
  /** Issuer and number with a bar between. */
  numbers: readonly string[]
}

/** The same as it stands in a record. Telephones come as they are compared, since that takes the home country. */
export interface GivenPerson {
  id: string
  families: readonly string[]
  givens: readonly string[]
  suffix?: string | null
  birthDate?: string | null
  sex?: string | null
  street?: string | null
  postalCode?: string | null
  city?: string | null
  phones?: readonly string[]
  emails?: readonly string[]
  numbers?: readonly { system: string; value: string }[]
}

/** What is written where a name is not known: it is nobody's, and two who have it have nothing in common. */
const noName = new Set(['anonymous', 'anon', 'unknown', 'unk', 'noname', 'none', 'na', 'nfn', 'nln', 'test'])
/** What is written for somebody whose name is not known yet; so is a newborn, until they are named. */
const placeholders = new Set(['john doe', 'jane doe', 'baby boy', 'baby girl', 'boy baby', 'girl baby'])

const generations: Record<string, string> = {
  junior: 'jr',
  senior: 'sr',
  '2nd': 'ii',
  '3rd': 'iii',
  '4th': 'iv',
}

export function personOf(given: GivenPerson): Person {
  const whole = normalize(`${given.givens[0] ?? ''} ${given.families[0] ?? ''}`)
  const names = (list: readonly string[]) =>
    placeholders.has(whole)
      ? []
      : [...new Set(list.map(nameKey).filter((name) => name !== '' && !noName.has(name)))]
  const suffix = normalize(given.suffix ?? '')
  const [families, givens] = [names(given.families), names(given.givens)]
  return {
    id: given.id,
    families,
    givens,
    letters: { family: nameLetters(families[0] ?? ''), given: nameLetters(givens[0] ?? '') },
    suffix: generations[suffix] ?? suffix,
    birthDate: given.birthDate ?? '',
    sex: normalize(given.sex ?? ''),
    street: streetKey(given.street ?? ''),
    postal: postalKey(given.postalCode ?? ''),
    city: nameKey(given.city ?? ''),
    phones: given.phones ?? [],
    emails: (given.emails ?? []).map(emailKey),
    numbers: (given.numbers ?? []).map(({ system, value }) => `${system}|${identifierKey(value)}`),
  }
}

const namesIn = (list: string) => JSON.parse(list) as string[]

/**
 * A patient’s record as it is compared. Its numbers are not: those that the registry keeps are of records, so that two records of
 * one person have two of each issuer, and the same number never (2026-11-26).
 */
export const personOnFile = (row: ComparedRecord): Person =>
  personOf({
    id: row.id,
    families: [row.family_name, ...namesIn(row.other_names)],
    givens: [row.given_name, ...namesIn(row.nicknames), ...namesIn(row.former_given_names)],
    suffix: row.suffix,
    birthDate: row.birth_date,
    sex: row.sex,
    street: row.street,
    postalCode: row.postal_code,
    city: row.city,
    phones: row.phones,
    emails: row.emails,
  })
