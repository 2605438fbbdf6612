import { z } from 'zod'
import { date, issueWords, text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import type { PatientRecord } from '../patients/record.ts'
import { mayBeSsn } from './fhir/identifiers.ts'
import { isPlaceholder } from './placeholders.ts'
import type { ReadRules, SourcePatient, Warning } from './records.ts'
import { zipPadded } from './zip.ts'

const missing = rule('is missing', 'falta')
const aName = z.string(missing).pipe(text(200))
const anIdentifier = z.object({ system: text(300), value: text(100), former: z.boolean().optional() })

// Made once: making a schema costs more than a thousand uses of it.
const aDay = z
  .string(missing)
  .transform((day) => day.trim())
  .refine(
    (day) => /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(day) || date.safeParse(day).success,
    rule(
      'must be a date written YYYY-MM-DD or M/D/YYYY, or its year or month alone',
      'debe ser una fecha escrita AAAA-MM-DD o M/D/AAAA, o solo su año o mes',
    ),
  )
const likeSsn =
  'is nine digits, as a social security number is; set mrnIssuers to the systems whose numbers are medical record numbers'
/*
 * A social security number is no record number, whoever is said to have issued it: nine digits of those ever issued are not taken where
 * hardly any other number of their issuer has as many. Many hospitals do number so: their numbers are on file, or, where one begins
 * to, `nineDigitIssuers` names it, and until then each such record is told (2026-11-27).
 */
const unlikeOthers =
  'is nine digits, as a social security number is, and other numbers of its issuer are not; it was not taken. Correct the source, or name the issuer in nineDigitIssuers'
export const placeholder = 'is a placeholder'
/** Letters that another program could not read, or read by the wrong table. */
const mangled = /\ufffd|[\u00c2\u00c3][\u0080-\u00bf]/u
const outOfRange = 'must lie between 1850 and today'
const noDeath = 'lies before the birth or after today; no death was taken in'

/*
 * Tables without an empty date write 9999-12-31, 1900-01-01 or NULL where nobody died, and a death closes a login. So a day that
 * is none to die on tells of no death, nor do words; one that cannot be read and has its year does (2026-11-27).
 */
export const saysYear = (said: string, today: string): boolean =>
  [...said.matchAll(/\d{4}/g)].some(([year]) => year >= '1850' && year <= today.slice(0, 4))

const aPerson = z.object({
  mrn: z.array(anIdentifier).min(1, missing),
  familyName: aName,
  givenName: z.union([z.literal(''), aName]),
  birthDate: aDay,
})

const lengths = {
  suffix: 40,
  sex: 20,
  language: 35,
  race: 200,
  ethnicity: 200,
  payer: 100,
  street: 300,
  city: 100,
  state: 100,
  postalCode: 20,
} as const
type Optional = keyof typeof lengths
const optionals = Object.entries(lengths).map(([field, most]) => [field as Optional, text(most)] as const)
const furtherName = text(200)
const contactValue = { phone: text(40), email: text(254) }

/** A record that has what it must, without what of it broke a rule. */
export interface Fit {
  record: Omit<PatientRecord, 'primaryProviderId'>
  warnings: Warning[]
}
export type Checked = { fault: string } | Fit

/**
 * The rules a person must meet to enter the registry: a number, a name, a day of birth. Whatever else breaks a rule stays
 * out, is said, and the person comes in without it.
 */
export function checkPatient(
  source: SourcePatient,
  {
    today,
    home,
    mrnIssuers,
    shortNumbered,
  }: Pick<ReadRules, 'today' | 'home' | 'mrnIssuers' | 'shortNumbered'>,
): Checked {
  // Whose hospital numbers its records by nine digits names who issues them; of a feed that says so alone it is not believed.
  const numbers = source.numbers.filter(
    (number) =>
      !mayBeSsn(number) || (mrnIssuers?.includes(number.system) && !shortNumbered?.includes(number.system)),
  )
  const disguised = numbers.length < source.numbers.length
  const whyNot = source.numbers.some((one) => mayBeSsn(one) && mrnIssuers?.includes(one.system))
    ? unlikeOthers
    : likeSsn
  if (disguised && numbers.length === 0) return { fault: `mrn ${whyNot}` }
  const needed = aPerson.safeParse({ ...source, mrn: numbers, givenName: source.givenName ?? '' })
  if (!needed.success) {
    const issue = needed.error.issues[0]!
    const inner = issue.code === 'invalid_union' ? issue.errors.at(-1)?.[0] : undefined
    return { fault: `${String(issue.path[0])} ${issueWords(inner ?? issue).en}` }
  }
  const { mrn, familyName, givenName, birthDate } = needed.data
  const isDay = (day: string) => day >= '1850' && day <= today
  if (!isDay(birthDate)) return { fault: `birthDate ${outOfRange}` }
  const warnings: Warning[] = disguised ? [{ field: 'identifier', rule: whyNot }] : []
  const keep = <T>(field: string, schema: z.ZodType<T>, value: unknown): T | undefined => {
    const { data, error } = schema.safeParse(value)
    if (error) warnings.push({ field, rule: issueWords(error.issues[0]!).en })
    return data
  }
  const optional = Object.fromEntries(
    optionals.flatMap(([field, schema]) => {
      const value = source[field]
      if (value === undefined) return []
      return [[field, value === null || value.trim() === '' ? null : (keep(field, schema, value) ?? null)]]
    }),
  ) as Partial<Record<Optional, string | null>>
  if (mangled.test(familyName + givenName))
    warnings.push({ field: 'name', rule: 'lost letters before it came here. Correct the source' })
  // Placeholders that a registry puts where it knows nothing prove nothing.
  if (optional.postalCode && /^[09-]+$/.test(optional.postalCode)) {
    warnings.push({ field: 'postalCode', rule: placeholder })
    optional.postalCode = null
  }
  if (optional.street && isPlaceholder('street', optional.street)) {
    warnings.push({ field: 'street', rule: placeholder })
    optional.street = null
  }
  const padded = optional.postalCode && zipPadded(optional.postalCode, source.country, home)
  if (padded) {
    warnings.push({
      field: 'postalCode',
      rule: 'had lost the zeros a US ZIP code begins with; they were put back',
    })
    optional.postalCode = padded
  }
  const death = (said: string): Pick<PatientRecord, 'deceased' | 'deceasedAt'> => {
    const day = keep('deceasedAt', aDay, said.replace(/T.*$/, ''))
    if (day === undefined) return saysYear(said, today) ? { deceased: true, deceasedAt: null } : {}
    if (day <= today && day >= birthDate.slice(0, day.length)) return { deceased: true, deceasedAt: day }
    warnings.push({ field: 'deceasedAt', rule: noDeath })
    return {}
  }
  const names = (field: string, given: string[]) =>
    given.flatMap((name) => keep(field, furtherName, name) ?? [])
  const [first, ...others] = mrn
  return {
    record: {
      mrn: first!.value,
      mrnIssuer: first!.system,
      identifiers: others.map(({ system, value, former }) => ({ system, value, ...(former && { former }) })),
      familyName,
      givenName,
      birthDate,
      ...(source.otherNames && { otherNames: names('otherNames', source.otherNames) }),
      ...(source.nicknames && { nicknames: names('nicknames', source.nicknames) }),
      ...(source.formerGivenNames && {
        formerGivenNames: names('formerGivenNames', source.formerGivenNames),
      }),
      ...optional,
      ...(source.firstNameOnly && { firstNameOnly: true }),
      ...(source.kindsTold && { kindsTold: source.kindsTold }),
      ...(source.contacts && {
        contacts: source.contacts.filter(({ system, value }) => {
          if (isPlaceholder(system, value)) warnings.push({ field: system, rule: placeholder })
          else return keep(system, contactValue[system], value) !== undefined
          return false
        }),
      }),
      ...(source.deceased !== undefined && { deceased: source.deceased }),
      ...(source.deceasedAt && death(source.deceasedAt)),
      ...(source.active !== undefined && { active: source.active }),
    },
    warnings,
  }
}
