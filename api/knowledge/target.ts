import type { GuardCall, Target } from '../acts/act.ts'
import { notOwn, undecided } from '../acts/review.ts'
import { held } from '../core/db/lock.ts'
import type { Tables } from '../core/db/tables.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import type { Language } from '../core/words.ts'
import { articlesNow } from './articles.ts'
import type { Topic } from './topics.ts'
import { noVersion, ownWords, sameWords, versionDecided, versionWaits } from './words.ts'

export type Version = Tables['knowledge_version']

interface Writing {
  topic: Topic
  language: Language
  toSay: string
  toDo: string
}

/** An article of which a new version is written. */
export const onArticle = {
  load: async (_trx, _ctx, { topic }) => ({ topic }),
  about: ({ topic }) => ({ object: { type: 'article', id: topic } }),
  guards: {
    /** Two that wait would leave open which of them somebody approves. The index holds it where two write at once. */
    noneWaits: async ({ trx, input }: GuardCall<unknown, Writing>, _wanted: true) => {
      const waits = await trx
        .selectFrom('knowledge_version')
        .select('id')
        .where('topic', '=', input.topic)
        .where('language', '=', input.language)
        .where('decision', 'is', null)
        .executeTakeFirst()
      return waits && new Conflict(versionWaits)
    },
    otherWords: async ({ trx, input }: GuardCall<unknown, Writing>, _wanted: true) => {
      const now = (await articlesNow(trx)).find(({ topic }) => topic === input.topic)![input.language]
      return now.toSay === input.toSay && now.toDo === input.toDo
        ? new Invalid({ toDo: sameWords })
        : undefined
    },
  },
} satisfies Target<Writing, { topic: Topic }>

/** A version that waits; held, so that one of two who decide at once waits. */
export const onVersion = {
  async load(trx, ctx, { id }: { id: string }) {
    const version = await held(
      ctx.desk.db,
      trx.selectFrom('knowledge_version').selectAll().where('id', '=', id),
    ).executeTakeFirst()
    if (!version) throw new NotFound(noVersion)
    return version
  },
  about: ({ topic }) => ({ object: { type: 'article', id: topic } }),
  guards: {
    notWriter: notOwn(
      (version: Version) => version.written_by,
      () => new Invalid({ id: ownWords }),
    ),
    undecided: undecided((version: Version) => version.decision, versionDecided),
  },
} satisfies Target<{ id: string }, Version>
