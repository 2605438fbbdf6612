import { identifierKey, nameKey, normalize } from '../core/normalize.ts'
import type { PatientRow } from './tables.ts'

export interface Findable {
  familyName: string
  givenName: string
  otherNames: readonly string[]
  mrn: string
  /** Telephones and e-mail addresses in their comparable forms. */
  contactKeys: readonly string[]
}

// Scripts that write names without spaces: the whole name is one word people type.
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

const apostrophes = /['’‘ʼ`´]/g

/** The term of what proves identity. No word that is typed begins so, hence none is a prefix of it. */
export const wholeTerm = (key: string): string => `=${key}`

/**
 * The terms a patient is found by, and the line all names of a search must appear in. The family name comes first in the
 * line, so that rows of one term come in the order of names. Numbers and addresses stand in no line and are found whole:
 * by prefixes they could be read out one character at a time.
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
  const whole = [identifierKey(p.mrn), ...p.contactKeys]
  const proofs = [...new Set(whole.filter(Boolean))].map(wholeTerm)
  return { terms: [...words, ...proofs], words: ` ${words.join(' ')}` }
}

type Named = Pick<
  PatientRow,
  'family_name' | 'given_name' | 'other_names' | 'nicknames' | 'former_given_names' | 'suffix' | 'mrn'
>

/** The same of a row: by every name that is known, and by the contacts on file. */
export const rowFindableBy = (row: Named, contactKeys: readonly string[]) =>
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
    contactKeys,
  })
