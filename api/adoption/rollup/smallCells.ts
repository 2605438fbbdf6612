import type { Keys } from '../../core/access/keys.ts'

/*
 * How small a group is withheld. Fewer people than this are shown as none: the smallest cell Medicare's data may show (CMS cell size
 * policy).
 */
export const fewestPeople = 11
/** By how many people more than that the bound of a number may lie higher. */
export const patienceSpan = 10
/** No number is shown of so many people or fewer, where its own bound is the highest; of more it always is. */
export const mostUnseen = fewestPeople + patienceSpan - 1

/**
 * With how many people a number begins to be shown, and with fewer than how many it is hidden again: from eleven to twenty, of each
 * for good. Were it eleven in all, the first number of a cell would say that the eleventh came, and whoever knows ten would know who;
 * were it one of all numbers of a cell, a year of its weeks would say which, and then each week that stands there who came (2026-11-28).
 */
export function bounds(keys: Keys, what: string): { first: number; least: number } {
  const bytes = drawOf(keys, `cell ${what}`)
  const least = fewestPeople + (bytes[0]! % patienceSpan)
  return { least, first: least + (bytes[1]! % (fewestPeople + patienceSpan - least)) }
}

/** Bytes that hang on a text, and on a key of this installation. */
export const drawOf = (keys: Keys, text: string): Buffer =>
  Buffer.from(keys.mac('adoption-patience', text), 'base64url')
