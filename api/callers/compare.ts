import { emailKey, identifierKey, nameKey, normalize, postalKey, streetKey } from '../core/normalize.ts'
import { phoneKey } from '../core/phone.ts'
import type { PatientRow } from '../patients/published.ts'
import { readDates } from '../patients/readDate.ts'

/** What a caller may be asked. Each is compared on the server; the stored value never leaves it. */
export const factors = [
  'givenName',
  'familyName',
  'birthDate',
  'mrn',
  'phone',
  'email',
  'postalCode',
  'street',
  'lastVisitDate',
  'primaryCareProvider',
] as const
export type Factor = (typeof factors)[number]
export type Answers = Partial<Record<Factor, string>>

/** What is on file to compare with. */
export interface OnFile {
  patient: PatientRow
  /** The hospital's day, YYYY-MM-DD. */
  today: string
  /** The home country, whose telephone numbers are said without a country code. */
  home: string
  phones: string[]
  emails: string[]
  /** The numbers that are the patient’s own: not one that turned out to be another person’s, by which they are only found. */
  identifiers: string[]
  /** The hospital's day of the last visit, YYYY-MM-DD. */
  lastVisitDate: string | undefined
  primaryCareProvider: string | undefined
}

/** Which of the caller's answers agree with the record. A fact that is not on file matches nothing. */
export function compareAnswers(answers: Answers, on: OnFile): { matched: Factor[]; unmatched: Factor[] } {
  const matched: Factor[] = []
  const unmatched: Factor[] = []
  for (const factor of factors) {
    const said = answers[factor]
    if (said === undefined) continue
    if (agrees(factor, said, on)) matched.push(factor)
    else unmatched.push(factor)
  }
  return { matched, unmatched }
}

function agrees(factor: Factor, said: string, { patient, ...on }: OnFile): boolean {
  switch (factor) {
    case 'givenName':
      return sameName(said, [
        // Who has one name answers both questions with it.
        patient.given_name || patient.family_name,
        normalize(patient.given_name).split(' ')[0]!,
        ...(JSON.parse(patient.nicknames) as string[]),
      ])
    case 'familyName':
      return sameName(said, [patient.family_name])
    case 'birthDate':
      return readDates(said, on.today).includes(patient.birth_date)
    case 'mrn':
      return same(identifierKey(said), on.identifiers.map(identifierKey))
    case 'phone':
      return same(
        phoneKey(said, on.home),
        on.phones.map((phone) => phoneKey(phone, on.home)),
      )
    case 'email':
      return same(emailKey(said), on.emails.map(emailKey))
    case 'postalCode':
      return same(postalKey(said), patient.postal_code ? [postalKey(patient.postal_code)] : [])
    case 'street':
      return same(streetKey(said), patient.street ? streetsOf(patient.street).map(streetKey) : [])
    case 'lastVisitDate':
      return on.lastVisitDate !== undefined && readDates(said, on.today).includes(on.lastVisitDate)
    case 'primaryCareProvider':
      return on.primaryCareProvider !== undefined && sameProvider(said, on.primaryCareProvider)
  }
}

/** What makes an answer the same answer again, in whichever form it was given. */
export function answerKey(factor: Factor, said: string, today: string, home: string): string {
  switch (factor) {
    case 'birthDate':
    case 'lastVisitDate':
      return readDates(said, today)[0] ?? normalize(said)
    case 'mrn':
      return identifierKey(said)
    case 'phone':
      return phoneKey(said, home) || normalize(said)
    case 'email':
      return emailKey(said)
    default:
      return normalize(said)
  }
}

/** An address of several lines, and each of them that begins with a house number: few people say their apartment too. */
const streetsOf = (street: string): string[] => [
  street,
  ...street.split(/,\s*/).filter((line) => /^\d+\S*\s+\p{L}{2}/u.test(line)),
]

const same = (said: string, stored: string[]) => said !== '' && stored.includes(said)
const sameName = (said: string, stored: string[]) => same(nameKey(said), stored.map(nameKey))

// “Dr. Chen”, “Li Chen” and “Chen, Li MD” name the same doctor; the family name has to be among the words.
function sameProvider(said: string, stored: string): boolean {
  const titles = new Set(['dr', 'md', 'do', 'np', 'pa', 'doctor', 'doctora', 'dra'])
  const words = (name: string) =>
    normalize(name)
      .split(' ')
      .filter((word) => word && !titles.has(word))
  const [saidWords, storedWords] = [words(said), words(stored)]
  const family = storedWords.at(-1)
  return (
    family !== undefined &&
    saidWords.includes(family) &&
    saidWords.every((word) => storedWords.includes(word))
  )
}
