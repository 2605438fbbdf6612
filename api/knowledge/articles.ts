import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import type { Language } from '../core/words.ts'
import { articleTexts } from './articleTexts.ts'
import { type Topic, topics } from './topics.ts'

export interface Article {
  toSay: string
  toDo: string
  version: number
  approvedAt: string | null
}

const own = (topic: Topic, language: Language): Article => {
  const { toSay, toDo } = articleTexts[topic]
  return { toSay: toSay[language], toDo: toDo[language], version: 0, approvedAt: null }
}

/** What agents go by: the newest approved version of each article, or the product's own words where there is none. */
export async function articlesNow(
  db: Kysely<Tables>,
): Promise<(Record<Language, Article> & { topic: Topic })[]> {
  const rows = await db
    .selectFrom('knowledge_version')
    .select(['topic', 'language', 'to_say', 'to_do', 'version', 'decided_at'])
    .where('decision', '=', 'approved')
    .orderBy('version')
    .execute()
  // The newest comes last and stands.
  const newest = new Map(
    rows.map((row) => [
      `${row.topic} ${row.language}`,
      { toSay: row.to_say, toDo: row.to_do, version: row.version!, approvedAt: row.decided_at },
    ]),
  )
  const inWords = (topic: Topic, language: Language) =>
    newest.get(`${topic} ${language}`) ?? own(topic, language)
  return topics.map((topic) => ({ topic, en: inWords(topic, 'en'), es: inWords(topic, 'es') }))
}
