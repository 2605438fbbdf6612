import { insertRows } from '../core/db/insertRows.ts'
import type { Trx } from '../core/db/transact.ts'
import { termsOf, wordsIn } from './findable.ts'
import { learnWords } from './nameWords.ts'
import type { PatientRow } from './tables.ts'

const insertTerms = insertRows('patient_term', ['term', 'words', 'birth_date', 'patient_id'])

/** What of a row decides by what a patient is found. */
type FoundBy = Pick<PatientRow, 'id' | 'mrn' | 'words' | 'birth_date'>

/** Writes what people are found by, who have no such rows yet. */
export async function writeFindable(trx: Trx, people: readonly FoundBy[]): Promise<void> {
  const rows = people.flatMap((row) =>
    termsOf(row).map((term) => ({
      term,
      words: row.words,
      birth_date: row.birth_date,
      patient_id: row.id,
    })),
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

/** Writes anew what somebody is found by whose row was changed. */
export async function rewriteFindable(trx: Trx, before: FoundBy, after: FoundBy): Promise<void> {
  if ((['mrn', 'words', 'birth_date'] as const).every((column) => before[column] === after[column])) return
  await removeFindable(trx, before)
  await writeFindable(trx, [after])
}

/** The rows are known from that of the patient: a second index to find them by would be as large as they are (2026-11-26). */
export async function removeFindable(trx: Trx, row: FoundBy): Promise<void> {
  const terms = termsOf(row)
  // PostgreSQL takes no empty list.
  if (terms.length === 0) return
  await trx
    .deleteFrom('patient_term')
    .where('term', 'in', terms)
    .where('words', '=', row.words)
    .where('birth_date', '=', row.birth_date)
    .where('patient_id', '=', row.id)
    .execute()
}
