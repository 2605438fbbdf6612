/*
 * How values are compared: what the caller says, what the agent types and what is on file all pass through
 * here, so that case, accents, punctuation and formats never decide who somebody is.
 */

// Letters that NFKD leaves whole, written the way people type them without the letter.
const plain: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const ascii = /^[\u0000-\u007F]*$/

/** Lower case, no accents, one space between words; letters and digits of every script are kept. */
export function normalize(text: string): string {
  // Most of what is compared, and a third of the time: there is nothing in it to take apart.
  if (ascii.test(text))
    return text
      .toLowerCase()
      .replace(/['`.]/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßøæœđðþłı]/g, (letter) => plain[letter]!)
    .replace(/['’‘ʼ`´.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .normalize('NFC')
}

/** Comparable form of a name: no spaces, so that “De la Cruz”, “delacruz” and “Smith-Jones” agree with themselves. */
export function nameKey(name: string): string {
  return normalize(name).replaceAll(' ', '')
}

export function emailKey(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}

/** An identifier as people read it out: letters and digits only. */
export function identifierKey(value: string): string {
  return normalize(value).replaceAll(' ', '')
}

/** The first five characters of a postal code: ZIP+4 agrees with ZIP. */
export function postalKey(postalCode: string): string {
  return identifierKey(postalCode).slice(0, 5)
}

const streetWords: Record<string, string> = {
  street: 'st',
  avenue: 'ave',
  road: 'rd',
  drive: 'dr',
  lane: 'ln',
  court: 'ct',
  boulevard: 'blvd',
  place: 'pl',
  square: 'sq',
  terrace: 'ter',
  highway: 'hwy',
  parkway: 'pkwy',
  circle: 'cir',
  apartment: 'apt',
  suite: 'ste',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
}

/** A street line with its usual abbreviations levelled: “12 North Main Street, Apartment 4” and “12 n. main st apt 4”. */
export function streetKey(street: string): string {
  return normalize(street)
    .split(' ')
    .map((word) => streetWords[word] ?? word)
    .join(' ')
}

export function addressKey(
  street: string | null | undefined,
  postalCode: string | null | undefined,
): string | null {
  return street && postalCode ? `${streetKey(street)}|${postalKey(postalCode)}` : null
}
