import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import { sampleNumbers } from '../patients/sampleNumbers.ts'

const ofEachEnd = 250
/** Of fewer nobody knows how an issuer's numbers look. */
const enough = 50
/** One in so many may be of nine digits: some social security numbers were taken for record numbers before. */
const seldom = 50

/**
 * Which issuers have other numbers than those of nine digits, by what is on file. Who counts with eight digits will come to nine
 * without a word, and is none of them.
 */
export async function shortNumbered(
  db: Kysely<Tables>,
  issuers: readonly string[] | undefined,
): Promise<string[]> {
  const short: string[] = []
  for (const issuer of issuers ?? []) {
    const numbers = await sampleNumbers(db, issuer, ofEachEnd)
    const long = numbers.filter((number) => /^\D*(?:\d\D*){8,9}$/.test(number)).length
    if (numbers.length >= enough && long * seldom <= numbers.length) short.push(issuer)
  }
  return short
}
