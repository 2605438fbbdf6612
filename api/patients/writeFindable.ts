import { insertRows } from '../core/db/insertRows.ts'
import type { Trx } from '../core/db/transact.ts'
import type { findableBy } from './findable.ts'
import { learnWords } from './nameWords.ts'

const insertTerms = insertRows('patient_term', ['term', 'words', 'birth_date', 'patient_id'])

/** Writes what somebody is found by, who has no such rows yet. */
export async function writeFindable(
  trx: Trx,
  { id, birthDate }: { id: string; birthDate: string },
  { terms, words }: ReturnType<typeof findableBy>,
): Promise<void> {
  await insertTerms(
    trx,
    terms.map((term) => ({ term, words, birth_date: birthDate, patient_id: id })),
  )
  await learnWords(trx, wordsIn(words))
}

/** The words of a line of them, each after a space. */
export const wordsIn = (line: string): string[] => line.slice(1).split(' ')
