import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../core/db/open.ts'

/** More than so many texts with the words, newest first, are not looked through: a word that all have finds nobody anything. */
const mostTexts = 1_000
const mostWords = 8

/** The words of a question as both engines index them: lower case, without accents, apart at all but letters and digits. */
export const wordsOf = (asked: string): string[] =>
  (
    asked
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).slice(0, mostWords)

/**
 * The cases, as a subquery of their ids, of which one text, the summary or a note, has a word that begins with each of those
 * asked for. Texts and not whole cases are matched: what belongs together is written down together, and each engine answers
 * from one index (2026-11-26).
 */
export function withWords({ engine }: Pick<Db, 'engine'>, words: readonly string[]): RawBuilder<string> {
  if (engine === 'sqlite') {
    const query = words.map((word) => `"${word}"*`).join(' ')
    return sql`(select case_id from case_words where case_words match ${query} order by rowid desc limit ${mostTexts})`
  }
  const query = sql`${words.map((word) => `'${word}':*`).join(' & ')}::tsquery`
  return sql`(
    (select id from support_case where case_words(summary) @@ ${query} order by opened_at desc limit ${mostTexts})
    union all
    (select case_id from case_note where case_words(text) @@ ${query} order by created_at desc limit ${mostTexts}))`
}
