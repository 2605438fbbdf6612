import { insertRows } from '../core/db/insertRows.ts'
import type { Trx } from '../core/db/transact.ts'
import type { findableBy } from './findable.ts'
import { learnWords } from './nameWords.ts'

const insertTerms = insertRows('patient_term', ['term', 'words', 'birth_date', 'patient_id'])

/** Writes what people are found by, who have no such rows yet. */
export async function writeFindable(
  trx: Trx,
  people: readonly ({ id: string; birthDate: string } & ReturnType<typeof findableBy>)[],
): Promise<void> {
  const rows = people.flatMap(({ id, birthDate, terms, words }) =>
    terms.map((term) => ({ term, words, birth_date: birthDate, patient_id: id })),
  )
  // In the order of the tree they go into, so that neighbours are written while their page is at hand.
  await insertTerms(
    trx,
    rows.sort((a, b) => (a.term < b.term ? -1 : a.term > b.term ? 1 : a.words < b.words ? -1 : 1)),
  )
  await learnWords(
    trx,
    people.flatMap(({ words }) => wordsIn(words)),
  )
}

/** The words of a line of them, each after a space. */
export const wordsIn = (line: string): string[] => line.slice(1).split(' ')
