import { emailKey, identifierKey, nameKey, normalize, phoneKey } from '../core/normalize.ts'
import { readDate } from './readDate.ts'

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
  const tokens = rest.split(/\s+/).filter(Boolean)
  const named = words.length > 0 || tokens.some((token) => /\p{L}/u.test(token))
  for (const token of tokens) {
    const years = birthDate ? undefined : readYears(token, thisYear, named)
    if (years) birthDate = years
    else if (/\d/.test(token)) words.push(identifierKey(token))
    else words.push(...normalize(token).split(' '))
  }
  const unique = [...new Set(words.filter(Boolean))]
  unique.sort((a, b) => weight(b) - weight(a))
  return { words: unique.slice(0, 6), birthDate }
}

// Beside a name, a year that is still being typed narrows already: “mar 198” means the eighties.
function readYears(token: string, thisYear: number, named: boolean): SearchTerms['birthDate'] {
  if (!/^\d{2,4}$/.test(token) || (token.length < 4 && !(named && /^(18|19|20)/.test(token))))
    return undefined
  const from = token.padEnd(4, '0')
  return Number(from) > 1800 && Number(from) <= thisYear
    ? { from: `${from}-01-01`, to: `${token.padEnd(4, '9')}-12-31` }
    : undefined
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
  // “O’Connor” is typed as one word and as two.
  const nameWords = names.flatMap((name) => [
    ...normalize(name).split(' '),
    ...normalize(name.replace(/['’‘ʼ`´]/g, ' ')).split(' '),
    nameKey(name),
  ])
  if (unspaced.test(p.familyName + p.givenName))
    nameWords.push(nameKey(p.familyName + p.givenName), nameKey(p.givenName + p.familyName))
  const numbers = [p.mrn, ...p.identifiers].map(identifierKey)
  const phones = p.phones.map(phoneKey)
  // While an address is being typed there is no @ yet: its first part stands alone too.
  const emails = p.emails.flatMap((email) => [`@${emailKey(email)}`, identifierKey(email.split('@')[0]!)])
  const terms = [...new Set([...nameWords, ...numbers, ...phones, ...emails].filter(Boolean))]
  return { terms, words: ` ${terms.join(' ')}` }
}
