import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { fitModel } from '../../api/duplicates/fit.ts'
import { type Judgement, judge } from '../../api/duplicates/judge.ts'
import { kindOf } from '../../api/duplicates/keys.ts'
import { compare } from '../../api/duplicates/levels.ts'
import { blocksOf, pairsOf } from '../../api/duplicates/pairs.ts'
import { type Person, personOf } from '../../api/duplicates/person.ts'

type Row = Record<string, string>
// Some rows of CDC's end with a comma more.
const rowsOf = (file: string): Row[] =>
  parse(readFileSync(file), { columns: true, bom: true, relax_column_count_more: true })
const list = (...texts: (string | undefined)[]) => texts.filter((text): text is string => Boolean(text))

/** Splink's fake_1000 (MIT): records, and which person each is of. */
export function readSplink(folder: string): { people: Person[]; cluster: Map<string, string> } {
  const rows = rowsOf(`${folder}/fake_1000.csv`)
  return {
    people: rows.map((row) =>
      personOf({
        id: row.unique_id!,
        families: list(row.surname),
        givens: list(row.first_name),
        birthDate: row.dob,
        city: row.city,
        emails: list(row.email),
      }),
    ),
    cluster: new Map(rows.map((row) => [row.unique_id!, row.cluster!])),
  }
}

/** Its people on file were born on days as Americans write them, with two digits of the year; so are some of the cases. */
const dayOf = (written: string): string => {
  const [, month, day, year] = /^(\d\d?)[/-](\d\d?)[/-](\d{2}|\d{4})$/.exec(written) ?? []
  if (!year) return /^\d{4}/.test(written) ? written.replaceAll('/', '-') : ''
  const whole = year.length === 4 ? year : `${Number(year) > 26 ? 19 : 20}${year}`
  return [whole, month!.padStart(2, '0'), day!.padStart(2, '0')].join('-')
}

/** Of a number that is written in part, as by its last four digits, it is not known whether it differs (2026-11-27). */
const isWhole = (ssn: string | undefined) => ssn?.replace(/\D/g, '').length === 9

const cdcPerson = (row: Row, id: string): Person =>
  personOf({
    id,
    families: list(row.LAST, row.MAIDEN),
    givens: list(row.FIRST),
    suffix: row.SUFFIX,
    birthDate: dayOf(row.BIRTHDATE ?? ''),
    sex: row.GENDER,
    street: row.ADDRESS,
    city: row.CITY,
    postalCode: row.ZIP,
    numbers: isWhole(row.SSN) ? [{ system: 'ssn', value: row.SSN! }] : [],
  })

export interface CdcCase {
  name: string
  person: Person
  of: string
  expected: string
}

/** CDC's people on file for RecordLinker (Apache-2.0). */
export const readCdcPeople = (file: string): Person[] =>
  rowsOf(file).map((row, i) => cdcPerson(row, `${row['Match Id']}#${i}`))

/** CDC's cases for RecordLinker (Apache-2.0): records with what is expected of each. */
export const readCdcCases = (file: string): CdcCase[] =>
  rowsOf(file).map((row) => ({
    name: row['Test Case #']!,
    person: cdcPerson(row, `case ${row['Test Case #']}`),
    of: row['Match Id']!,
    expected: row['Expected Result']!,
  }))

interface Quality {
  precision: number
  recall: number
  f1: number
}

/**
 * What is found of pairs that are one person, as pairs and as groups of all that hang together by them.
 * @param takes whether a pair is taken for one person
 * @param many whether they are compared as some of very many are, by what few share, and not all with all
 */
export function pairsFound(
  people: readonly Person[],
  cluster: ReadonlyMap<string, string>,
  takes: (judged: Judgement) => boolean,
  many = false,
): { pairs: Quality; groups: Quality } {
  const blocks = blocksOf(people)
  const model = fitModel(people, blocks)
  if (many) for (const key of blocks.keys()) if (kindOf(key) === 'anybody') blocks.delete(key)
  const isOne = (a: Person, b: Person) => cluster.get(a.id) === cluster.get(b.id)
  const pairsIn = (some: readonly Person[]) =>
    some.flatMap((a, i) => some.slice(0, i).map((b): [Person, Person] => [a, b]))
  const groupOf = new Map(people.map((person) => [person, [person]]))
  const taken: (readonly [Person, Person])[] = []
  for (const pair of pairsOf(blocks)) {
    const [a, b] = pair
    if (!takes(judge(model, compare(a, b), a))) continue
    taken.push(pair)
    const [one, other] = [groupOf.get(a)!, groupOf.get(b)!]
    if (one === other) continue
    one.push(...other)
    for (const person of other) groupOf.set(person, one)
  }
  const all = [...Map.groupBy(people, ({ id }) => cluster.get(id)).values()].flatMap(pairsIn).length
  const quality = (said: readonly (readonly [Person, Person])[]): Quality => {
    const right = said.filter(([a, b]) => isOne(a, b)).length
    return { precision: right / said.length, recall: right / all, f1: (2 * right) / (said.length + all) }
  }
  return { pairs: quality(taken), groups: quality([...new Set(groupOf.values())].flatMap(pairsIn)) }
}
