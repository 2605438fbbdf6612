import { emailKey, fold, identifierKey, nameKey, phoneKey, readDate } from './fold.ts'

/** What one line of typing means: words to find by, and a birth date or year to narrow with. */
export interface SearchTerms {
  /** Prefixes of indexed terms, the most telling first. */
  words: string[]
  birthDate?: { from: string; to: string }
}

/**
 * Splits what was typed, in any order: an e-mail address, a phone number in any format, a birth date or year,
 * a medical record number, and words of names in any script.
 */
export function readSearch(q: string, thisYear: number): SearchTerms {
  let rest = q.trim()
  const words: string[] = []
  let birthDate: SearchTerms['birthDate']

  rest = rest.replace(/\S+@\S*/g, (email) => {
    words.push(`@${emailKey(email)}`)
    return ' '
  })
  rest = rest.replace(/(?<!\S)\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?!\S)|(?<!\S)(?:19|20)\d{6}(?!\S)/g, (text) => {
    const day = readDate(text)
    if (!day) return text
    birthDate = { from: day, to: day }
    return ' '
  })
  rest = rest.replace(/(?<![\p{L}\d-])(?:\+?\d[\d().\s-]{5,}\d)(?![\p{L}\d-])/gu, (text) => {
    const digits = text.replace(/\D/g, '')
    if (/\s/.test(text) && /(?<!\d)(19|20)\d\d(?!\d)/.test(text) && digits.length < 10) return text
    if (digits.length < 7 || digits.length > 15 || !/[().\s+-]/.test(text)) return text
    words.push(phoneKey(text))
    return ' '
  })
  for (const raw of rest.split(/\s+/).filter(Boolean)) {
    const year = /^\d{4}$/.test(raw) ? Number(raw) : 0
    if (year > 1850 && year <= thisYear && !birthDate)
      birthDate = { from: `${raw}-01-01`, to: `${raw}-12-31` }
    else if (/\d/.test(raw)) words.push(identifierKey(raw))
    else words.push(...fold(raw).split(' '))
  }
  const unique = [...new Set(words.filter(Boolean))]
  unique.sort((a, b) => weight(b) - weight(a))
  return { words: unique.slice(0, 6), birthDate }
}

// Longer prefixes match fewer people, and so do digits and addresses.
const weight = (word: string) => word.length + (/[\d@]/.test(word) ? 10 : 0)

export interface Findable {
  familyName: string
  givenName: string
  otherNames: readonly string[]
  mrn: string
  identifiers: readonly string[]
  phones: readonly string[]
  emails: readonly string[]
}

// Scripts that write names without spaces: the whole name is one word people type.
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/**
 * The words a patient is found by, and the line all words of a search must appear in. The family name comes
 * first in the line, so that rows of one term come in the order of names.
 */
export function findableBy(p: Findable): { terms: string[]; words: string } {
  const names = [p.familyName, p.givenName, ...p.otherNames]
  const nameWords = names.flatMap((name) => [...fold(name).split(' '), nameKey(name)])
  if (unspaced.test(p.familyName + p.givenName))
    nameWords.push(nameKey(p.familyName + p.givenName), nameKey(p.givenName + p.familyName))
  const numbers = [p.mrn, ...p.identifiers].map(identifierKey)
  const phones = p.phones.map(phoneKey)
  const emails = p.emails.map((email) => `@${emailKey(email)}`)
  const terms = [...new Set([...nameWords, ...numbers, ...phones, ...emails].filter(Boolean))]
  return { terms, words: ` ${terms.join(' ')}` }
}
