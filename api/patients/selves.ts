import { normalize } from '../core/normalize.ts'
import type { PatientRow } from './tables.ts'

/** What a person is called, and when they were born: whom a number is believed to be by. */
export interface Self {
  familyName: string
  givenName: string
  otherNames?: string[] | undefined
  nicknames?: string[] | undefined
  formerGivenNames?: string[] | undefined
  birthDate: string
}

/** Who a patient was on file as, until when. */
type FormerSelf = Self & { until: string }

type SelfOnFile = Pick<
  PatientRow,
  'family_name' | 'given_name' | 'other_names' | 'nicknames' | 'former_given_names' | 'birth_date'
>

export const selfOf = (row: SelfOnFile): Self => ({
  familyName: row.family_name,
  givenName: row.given_name,
  otherNames: JSON.parse(row.other_names),
  nicknames: JSON.parse(row.nicknames),
  formerGivenNames: JSON.parse(row.former_given_names),
  birthDate: row.birth_date,
})

/** Who a patient was on file as within the time since a moment. */
export const selvesSince = (row: Pick<PatientRow, 'former_selves'>, since: string): Self[] =>
  (JSON.parse(row.former_selves ?? '[]') as FormerSelf[]).filter(({ until }) => until > since)

/**
 * The selves to keep of a patient whose record becomes another. One that is another person than they now are was left behind by
 * people, who decided so: no feed gets there (2026-11-27).
 */
export function selvesAfter(
  present: PatientRow,
  after: SelfOnFile,
  { now, since }: { now: string; since: string },
): string | null {
  const [before, self] = [selfOf(present), selfOf(after)]
  const kept = (JSON.parse(present.former_selves ?? '[]') as FormerSelf[]).filter(
    ({ until }) => until > since,
  )
  if (JSON.stringify(before) !== JSON.stringify(self)) kept.push({ ...before, until: now })
  const same = kept.filter((one) => agreement(one, self).some(Boolean))
  return same.length > 0 ? JSON.stringify(same) : null
}

/** Whether two selves agree in a name and in the birth date. */
export const agreement = (a: Self, b: Self): [name: boolean, birth: boolean] => [
  sameName(a, b),
  sameDay(a.birthDate, b.birthDate),
]

const families = (n: Self) => words(n.familyName, ...(n.otherNames ?? []))
const givens = (n: Self) => words(n.givenName, ...(n.nicknames ?? []), ...(n.formerGivenNames ?? []))
const words = (...names: string[]) => names.flatMap((name) => normalize(name).split(' ').filter(Boolean))
const share = (a: string[], b: string[]) => a.some((word) => b.includes(word))

/** A family name and a given name in common, whenever they were borne; of one name alone, that one. */
function sameName(a: Self, b: Self): boolean {
  if (givens(a).length === 0 || givens(b).length === 0)
    return share([...families(a), ...givens(a)], [...families(b), ...givens(b)])
  return share(families(a), families(b)) && share(givens(a), givens(b))
}

/** A year agrees with every day in it. */
const sameDay = (a: string, b: string) => a.startsWith(b) || b.startsWith(a)
