import { isInOtherLetters, lettersOf } from '../patients/alike.ts'

/** That a name is in another script than Latin: above a bit for each of 26 letters. */
const foreign = 2 ** 26
const mostApart = 3

/**
 * The letters of a name as it sounds, as bits. Most names that are compared are not alike, and to find that out by these takes
 * a tenth of comparing them.
 */
export const nameLetters = (name: string): number =>
  lettersOf(name).once | (isInOtherLetters(name) ? foreign : 0)

/** Whether of the letters of one name few are missing in the other; of names in two scripts that is not known. */
export const mayBeAlike = (a: number, b: number): boolean =>
  ((a ^ b) & foreign) !== 0 || Math.max(bits(a & ~b), bits(b & ~a)) <= mostApart

function bits(of: number): number {
  let n = 0
  for (let left = of; left !== 0; n++) left &= left - 1
  return n
}
