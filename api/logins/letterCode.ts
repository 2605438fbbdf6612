import { randomInt } from 'node:crypto'

/** Digits and capital letters that are not mistaken for each other on paper (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = 4

/**
 * A code that stands on paper and is typed by hand: four groups of four, 80 random bits. NIST SP 800-63B-4, 4.2 asks of a code
 * that lives for days 64 bits at least, where it is kept as a hash.
 */
export const newLetterCode = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-')

/** A code as somebody typed it from paper, in the one form it is kept in; anything else as it came. */
export function readCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (plain.length !== groups * 4 || [...plain].some((one) => !letters.includes(one))) return typed
  return plain.match(/.{4}/g)!.join('-')
}
