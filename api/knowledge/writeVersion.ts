import { act } from '../acts/act.ts'
import { newId } from '../core/db/id.ts'
import * as schema from './schema.ts'
import { onArticle } from './target.ts'

/** Writes an article anew in one language. Agents go on reading the old one until another person approves. */
export const writeVersion = act({
  name: 'knowledge.version-written',
  letter: 'C',
  words: {
    en: 'Wrote a new version of an article for agents',
    es: 'Escribió una versión nueva de un artículo para los agentes',
  },
  watch: 'nothing',
  verb: { en: 'Write a new version', es: 'Escribir una versión nueva' },
  tag: 'Knowledge',
  at: 'POST /api/knowledge/{topic}/versions',
  needs: 'knowledge.write',
  status: 201,
  params: schema.topicParams,
  body: schema.newVersion,
  reply: schema.decided,
  on: onArticle,
  guards: { noneWaits: true, otherWords: true },
  async do(trx, ctx, { topic }, { language, toSay, toDo }) {
    const now = ctx.now()
    const id = newId(now.getTime())
    await trx
      .insertInto('knowledge_version')
      .values({
        id,
        topic,
        language,
        to_say: toSay,
        to_do: toDo,
        written_by: ctx.actor.id,
        written_at: now.toISOString(),
        decision: null,
        decided_by: null,
        decided_at: null,
        version: null,
      })
      .execute()
    return { reply: { id, decision: null }, fields: ['toSay', 'toDo'], detail: { version: id, language } }
  },
})
