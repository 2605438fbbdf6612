import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import { type Answers, type Question, questions } from './lists.ts'

/*
 * What other rooms may read of the reviews of calls: counts.
 */

/** Of an answer to a question: how often yes, of how many calls to which it applied. */
export interface Met {
  met: number
  of: number
}

/** Calls that were reviewed since a moment. A call is without a fault where no answer was no. */
export async function reviewedSince(
  db: Kysely<Tables>,
  since: string,
): Promise<{ byPerson: Map<string, Met>; byQuestion: Record<Question, Met> }> {
  const rows = await db
    .selectFrom('quality_review')
    .select(['staff_id', 'answers', 'met', 'asked'])
    .where('reviewed_at', '>=', since)
    .execute()
  const none = (): Met => ({ met: 0, of: 0 })
  const byPerson = new Map<string, Met>()
  const byQuestion = Object.fromEntries(questions.map((name) => [name, none()])) as Record<Question, Met>
  for (const row of rows) {
    const person = byPerson.get(row.staff_id) ?? none()
    byPerson.set(row.staff_id, person)
    person.of++
    if (row.met === row.asked) person.met++
    const answers = JSON.parse(row.answers!) as Answers
    for (const name of questions) {
      if (answers[name] === 'does-not-apply') continue
      byQuestion[name].of++
      if (answers[name] === 'yes') byQuestion[name].met++
    }
  }
  return { byPerson, byQuestion }
}
