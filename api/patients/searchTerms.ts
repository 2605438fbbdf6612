import { emailKey, identifierKey, normalize } from '../core/normalize.ts'
import { phoneKey } from '../core/phone.ts'
import { datesIn, readDates } from './readDate.ts'
import { shownOfMrn } from './shownOfMrn.ts'

/** Something that proves identity: it agrees whole or not at all. */
export interface Proof {
  kind: 'birthDate' | 'phone' | 'email' | 'mrn'
  /** Its comparable forms, the likeliest first: ten digits may be a telephone and may be a record's number. */
  keys: string[]
}

/** What one line of typing means. */
export interface SearchTerms {
  /** Prefixes of words of names, the most telling first. */
  names: string[]
  /** The same in the order they were typed: some are parts of one name. */
  typed: string[]
  /** The only word, where it was typed twice: of somebody whose family name is their given name too. */
  twice?: string
  /** The years that narrow: lists show the year of birth, so it tells nothing. */
  born?: { from: string; to: string }
  /** What a whole birth date can mean, YYYY-MM-DD: a year of two digits is of either century. */
  birthDates: string[]
  /** Numbers and addresses. */
  numbers: Proof[]
  /** Beside a name, what may be the end of a record's number as lists show it; it is among the numbers too, once whole. */
  ending?: string
}

/** Whether it is a telephone number or an address to its end; of a record's number nobody knows how long it is. */
export const isWhole = ({ kind, keys }: Proof): boolean =>
  kind === 'email' || (kind === 'phone' && keys.some((key) => key.replace(/\D/g, '').length >= 10))

const wholeAddress = /^\S+@[^\s@]+\.[^\s@.]{2,}$/
const mostNames = 6
// What people write before a number is not part of a name.
const labels =
  /(?<![\p{L}\d])(?:(?:mrn|dob|tel|phone|cell|mobile)\b\s*(?:[:#.]|(?=\s*\S*\d))|(?:born|nacid[oa])\s*:)/giu

/**
 * Splits what was typed, in any order: an e-mail address, a phone number in any format, a birth date or year,
 * a medical record number, and words of names in any script.
 * @param today the hospital's day, YYYY-MM-DD
 * @param home the home country, whose telephone numbers are written without a country code
 * @param typing whether it is still being typed: what may be the beginning of a longer number or address
 * beside a name is not yet one
 */
export function readSearch(q: string, today: string, home: string, typing = false): SearchTerms {
  let rest = q.trim()
  const thisYear = Number(today.slice(0, 4)) + 1
  const found: { proof: Proof; begun: boolean }[] = []
  let birthDates: string[] = []
  // Blanks of the same length: where the line ends must stay known.
  const blank = (text: string) => ' '.repeat(text.length)
  // Groups of digits at the end belong together while they are typed.
  const begun = (at: number, text: string) =>
    typing && /^[\d().\s+-]*$/.test(q.trim().slice(at + text.length))

  rest = rest.replace(/\S+@\S*/g, (email, at: number) => {
    if (wholeAddress.test(email))
      found.push({ proof: { kind: 'email', keys: [emailKey(email)] }, begun: begun(at, email) })
    return blank(email)
  })
  const readDay = (text: string, at: number) => {
    const days = readDates(text, today)
    if (days.length === 0) return text
    // “3/4/19” may become “3/4/1985”.
    if (!begun(at, text) || /(?<!\d)\d{4}(?!\d)|^\d{8}$/.test(text)) birthDates = days
    return blank(text)
  }
  rest = rest.replace(datesIn, readDay).replace(/(?<!\S)(?:19|20)\d{6}(?!\S)/g, readDay)
  rest = rest.replace(labels, blank)
  rest = rest.replace(
    /(?<![\p{L}\d-])(\+?\d[\d().\s-]{5,}\d)(?:\s*(?:ext|x)\.?\s*\d+)?(?![\p{L}\d-])/giu,
    (text, phone: string, at: number) => {
      const digits = phone.replace(/\D/g, '')
      if (/\s/.test(phone) && /(?<!\d)(19|20)\d\d(?!\d)/.test(phone) && digits.length < 10) return text
      if (digits.length < 7 || digits.length > 15 || !/[().\s+-]/.test(phone)) return text
      const proof: Proof = { kind: 'phone', keys: [phoneKey(phone, home)] }
      found.push({ proof, begun: digits.length < 10 && begun(at, text) })
      return blank(text)
    },
  )
  const tokens = [...rest.matchAll(/\S+/g)]
  const named = tokens.some(([token]) => /\p{L}/u.test(token) && !/\d/.test(token))
  const names: string[] = []
  let born: SearchTerms['born']
  for (const { 0: token, index } of tokens) {
    const years = birthDates.length > 0 ? undefined : readYears(token, thisYear, named || found.length > 0)
    if (years) born = years
    else if (!/\d/.test(token)) names.push(...normalize(token).split(' '))
    else found.push({ proof: readNumber(token, home), begun: begun(index, token) })
  }
  const typed = [...new Set(names.filter(Boolean))]
  const unique = typed.toSorted((a, b) => b.length - a.length).slice(0, mostNames)
  const endings = found.map(({ proof }) => proof.keys[0]!).filter((key) => key.length === shownOfMrn)
  return {
    names: unique,
    typed: typed.filter((word) => unique.includes(word)),
    ...(typed.length === 1 && names.filter(Boolean).length > 1 && { twice: typed[0]! }),
    ...(born && { born }),
    birthDates,
    ...(unique.length > 0 && endings.length === 1 && { ending: endings[0]! }),
    numbers: found
      .filter((one) => one.proof.keys[0] !== '' && !(one.begun && typed.length > 0))
      .map((one) => one.proof),
  }
}

function readNumber(token: string, home: string): Proof {
  const key = identifierKey(token)
  return /^(?:\d{10,11}|00\d{8,13})$/.test(key)
    ? { kind: 'phone', keys: [...new Set([key, phoneKey(key, home)])] }
    : { kind: 'mrn', keys: [key] }
}

// Beside a name, a year that is still being typed narrows already: “mar 198” means the eighties.
function readYears(token: string, thisYear: number, named: boolean): SearchTerms['born'] {
  if (!/^\d{2,4}$/.test(token) || (token.length < 4 && !(named && /^(18|19|20)/.test(token))))
    return undefined
  const from = token.padEnd(4, '0')
  return Number(from) > 1800 && Number(from) <= thisYear
    ? { from: `${from}-01-01`, to: `${token.padEnd(4, '9')}-12-31` }
    : undefined
}
