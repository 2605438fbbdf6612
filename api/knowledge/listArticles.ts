import { openView, view } from '../acts/view.ts'
import { namesOfStaff } from '../staff/published.ts'
import { articlesNow } from './articles.ts'
import * as schema from './schema.ts'
import type { Version } from './target.ts'
import type { Topic } from './topics.ts'

/** What to say and do about every cause, as it was last approved. */
export const listArticles = openView({
  at: 'GET /api/knowledge',
  summary: 'What to say and do about each cause of access trouble',
  tag: 'Knowledge',
  needs: 'knowledge.show',
  unrecorded: 'what the hospital tells its agents, and nobody’s data',
  reply: schema.articles,
  show: async ({ desk }) => ({ reply: await articlesNow(desk.db.read) }),
})

const written = (row: Version, names: ReadonlyMap<string, string>) => ({
  id: row.id,
  language: row.language,
  toSay: row.to_say,
  toDo: row.to_do,
  writtenBy: names.get(row.written_by)!,
  writtenAt: row.written_at,
})

/** What was written and waits for another person, the oldest first. */
export const listWaiting = openView({
  at: 'GET /api/knowledge-versions',
  summary: 'Versions of articles that wait for approval',
  tag: 'Knowledge',
  needs: 'knowledge.write',
  unrecorded: 'what the hospital is to tell its agents, and nobody’s data',
  reply: schema.waiting,
  async show({ desk, actor }) {
    const rows = await desk.db.read
      .selectFrom('knowledge_version')
      .selectAll()
      .where('decision', 'is', null)
      .orderBy('written_at')
      .execute()
    const names = await namesOfStaff(
      desk.db.read,
      rows.map((row) => row.written_by),
    )
    return {
      reply: rows.map((row) => ({
        ...written(row, names),
        topic: row.topic as Topic,
        mine: row.written_by === actor.id,
      })),
    }
  },
})

/** All that was ever written about a cause, the newest first: what agents were told on a day of the past is among it. */
export const listVersions = view({
  name: 'knowledge.history-shown',
  letter: 'R',
  words: {
    en: 'Looked at the earlier versions of an article',
    es: 'Consultó las versiones anteriores de un artículo',
  },
  watch: 'nothing',
  at: 'GET /api/knowledge/{topic}/versions',
  summary: 'Every version of an article, and who wrote and approved it',
  tag: 'Knowledge',
  needs: 'knowledge.write',
  params: schema.topicParams,
  reply: schema.versions,
  async show({ desk }, { topic }) {
    const rows = await desk.db.read
      .selectFrom('knowledge_version')
      .selectAll()
      .where('topic', '=', topic)
      .orderBy('written_at', 'desc')
      .orderBy('id', 'desc')
      .execute()
    const names = await namesOfStaff(
      desk.db.read,
      rows.flatMap((row) => [row.written_by, ...(row.decided_by ? [row.decided_by] : [])]),
    )
    return {
      seen: { object: { type: 'article', id: topic } },
      reply: rows.map((row) => ({
        ...written(row, names),
        decision: row.decision,
        decidedBy: row.decided_by && names.get(row.decided_by)!,
        decidedAt: row.decided_at,
        version: row.version,
      })),
    }
  },
})
