import { identifierKey, nameKey, normalize } from '../core/normalize.ts'
import type { PatientRow } from './tables.ts'

export interface Findable {
  familyName: string
  givenName: string
  otherNames: readonly string[]
  mrn: string
}

// Scripts that write names without spaces: the whole name is one word people type.
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

const apostrophes = /['’‘ʼ`´]/g

/** The term of what proves identity. No word that is typed begins so, hence none is a prefix of it. */
export const wholeTerm = (key: string): string => `=${key}`

/**
 * The terms a patient is found by, and the line all names of a search must appear in. The family name comes first in the
 * line, so that rows of one term come in the order of names. The record's number stands in no line and is found whole: by
 * prefixes it could be read out one character at a time. Telephones and addresses are found where they are on file.
 */
export function findableBy(p: Findable): { terms: string[]; words: string } {
  const names = [p.familyName, p.givenName, ...p.otherNames]
  // “O’Connor” is typed as one word and as two.
  const nameWords = names.flatMap((name) => {
    const plain = normalize(name)
    const apart = name.replace(apostrophes, ' ')
    return [
      ...plain.split(' '),
      ...(apart === name ? [] : normalize(apart).split(' ')),
      plain.replaceAll(' ', ''),
    ]
  })
  if (unspaced.test(p.familyName + p.givenName))
    nameWords.push(nameKey(p.familyName + p.givenName), nameKey(p.givenName + p.familyName))
  const words = [...new Set(nameWords.filter(Boolean))]
  const line = ` ${words.join(' ')}`
  return { terms: termsOf({ words: line, mrn: p.mrn }), words: line }
}

/** The terms of a row that has its line of words. */
export function termsOf({ words, mrn }: Pick<PatientRow, 'words' | 'mrn'>): string[] {
  const number = identifierKey(mrn)
  return [...wordsIn(words), ...(number ? [wholeTerm(number)] : [])]
}

/** The words of a line of them, each after a space. */
export const wordsIn = (line: string): string[] => (line.length < 2 ? [] : line.slice(1).split(' '))

type Named = Pick<
  PatientRow,
  'family_name' | 'given_name' | 'other_names' | 'nicknames' | 'former_given_names' | 'suffix' | 'mrn'
>

/** The same of a row: by every name that is known. */
export const rowFindableBy = (row: Named) =>
  findableBy({
    familyName: row.family_name,
    givenName: row.given_name,
    otherNames: [
      ...JSON.parse(row.other_names),
      ...JSON.parse(row.nicknames),
      ...JSON.parse(row.former_given_names),
      ...(row.suffix ? [row.suffix] : []),
    ],
    mrn: row.mrn,
  })
