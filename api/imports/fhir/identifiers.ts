import type { Identifier } from '../../patients/record.ts'
import { type ReadRules, unnamedSource, type Warn } from '../records.ts'
import { isOver, type Json, list, part, text } from './resource.ts'

/** The system of Synthea's own numbers, which its CSV and its FHIR have in common. */
export const synthea = 'https://github.com/synthetichealth/synthea'

/*
 * Only the numbers of medical records are taken in: minimum necessary (45 CFR 164.514(d)), and because a caller is asked for
 * them. Which those are is an allow-list: what the hospital's policy names, or, while it names none, what the feed types as
 * such (v2-0203). Social security, insurance and licence numbers never are, however a feed types them: their systems are
 * known, and so is the form of a social security number. Nine digits that could be one are a record number only where policy
 * names who issues it, and never where the record itself calls them something else (2026-11-27).
 */
const recordNumber = new Set(['MR', 'MRT', 'PI', 'PT'])
const neverCode = new Set(
  'SS SSN SB DL PPN MC MA MB MBI HC SN PN NIIP NPI TAX EN NI WC BC BR DN CZ PRC'.split(' '),
)
const neverSystem =
  /2\.16\.840\.1\.113883\.4\.(1|6|572|927|2|3\.\d+)\.?$|us-ssn|us-npi|us-medicare|us-mbi|passport|driver|licen[sc]e|social-?security|insur/i
const neverText =
  /soc(ial|\.? ?sec)|\bs\.?s\.?[ni]\b|\bss ?(#|no\b|num)|driv|licen[sc]e|passport|insur|medicare|medicaid|member|subscriber|policy|payer|beneficiary|health ?plan/i
const ssnForm = /^(\d{3}[\p{Pd}\s.]\d{2}[\p{Pd}\s.]\d{4}|\W*ss[ni]?\W*\d{3}\W?\d{2}\W?\d{4})$/iu
/** Of a number of Medicare (MBI), whose letters and digits have their places. */
const mbiForm =
  /^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[\s-]?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[\s-]?[AC-HJKMNP-RT-Y]{2}\d\d$/i

/** Whether a number says by its form alone that no hospital issued it. */
export const hasForeignForm = (value: string): boolean => ssnForm.test(value) || mbiForm.test(value)
export const foreignForm = 'has the form of a social security or Medicare number'

const plain = (value: string) => value.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')

/** Whether a number may be a US social security number that somebody typed as a record number: nine digits of those ever issued. */
export const mayBeSsn = ({ value }: Identifier): boolean =>
  /^(?!000|666|9)\d{3}(?!00)\d\d(?!0000)\d{4}$/.test(plain(value))

const systemOf = (identifier: Json) => text(identifier.system)?.replace(/\/+$/, '')
const codesOf = (identifier: Json) =>
  list(part(identifier.type, 'coding')).flatMap((c) => text(c.code)?.toUpperCase() ?? [])

const isNever = (identifier: Json): boolean =>
  isCalledOtherwise(identifier) || hasForeignForm(text(identifier.value) ?? '')

function isCalledOtherwise(identifier: Json): boolean {
  const said = [part(identifier.type, 'text'), ...list(part(identifier.type, 'coding')).map((c) => c.display)]
  return (
    neverSystem.test(systemOf(identifier) ?? '') ||
    codesOf(identifier).some((code) => neverCode.has(code)) ||
    said.some((words) => neverText.test(text(words) ?? ''))
  )
}

/**
 * The numbers of a person's records, the one people know first: the policy's first issuer's, else one typed MR, those in
 * use before former ones. Who has none is known by the id of the resource, which is its server's number.
 */
export function recordNumbers(
  patient: Json,
  base: string | undefined,
  rules: ReadRules,
  warn: Warn,
): Identifier[] {
  const { mrnIssuers } = rules
  const own = base ?? rules.source ?? unnamedSource
  const rank = (identifier: Json): number => {
    const issuer = systemOf(identifier) ?? own
    if (mrnIssuers) return mrnIssuers.indexOf(issuer)
    const codes = codesOf(identifier)
    return codes.includes('MR')
      ? 0
      : codes.some((code) => recordNumber.has(code))
        ? 1
        : issuer === synthea
          ? 2
          : -1
  }
  const given = list(patient.identifier).filter((identifier) => text(identifier.value))
  const never = new Set(given.filter(isNever).map((identifier) => plain(text(identifier.value)!)))
  // Nothing but its form says that it is one: whoever typed it into this field is told.
  if (
    given.some((identifier) => rank(identifier) >= 0 && isNever(identifier) && !isCalledOtherwise(identifier))
  )
    warn('identifier', `${foreignForm}; it is not taken for a record number`)
  const numbers = given
    .filter((identifier) => !never.has(plain(text(identifier.value)!)) && rank(identifier) >= 0)
    .map((identifier) => ({
      system: systemOf(identifier) ?? own,
      value: text(identifier.value)!,
      former: isOver(identifier, rules.today),
      rank: rank(identifier),
    }))
    .sort((a, b) => Number(a.former) - Number(b.former) || a.rank - b.rank)
  const unique = numbers.filter(
    (n, i) => numbers.findIndex((x) => x.system === n.system && x.value === n.value) === i,
  )
  if (unique.length > 0)
    return unique.map(({ system, value, former }) => ({ system, value, ...(former && { former }) }))
  const id = text(patient.id)
  if (!id || hasForeignForm(id)) return []
  if (list(patient.identifier).length > 0)
    warn('identifier', 'is no medical record number; the record is known by its id')
  return [{ system: own, value: id }]
}
