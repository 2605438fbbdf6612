import { act, type Done } from '../acts/act.ts'
import { decidedBy } from '../acts/review.ts'
import type { StaffCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import * as schema from './schema.ts'
import { onVersion, type Version } from './target.ts'
import { versionDecided } from './words.ts'

const common = {
  letter: 'U',
  watch: 'nothing',
  tag: 'Knowledge',
  needs: 'knowledge.write',
  params: idParam,
  reply: schema.decided,
  on: onVersion,
} as const

async function decide<D extends 'approved' | 'declined'>(
  trx: Trx,
  ctx: StaffCtx,
  { id, language }: Version,
  decision: D,
  version: number | null,
): Promise<Done<{ id: string; decision: D }>> {
  const { numUpdatedRows } = await trx
    .updateTable('knowledge_version')
    .set({ decision, version, ...decidedBy(ctx) })
    .where('id', '=', id)
    .where('decision', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict(versionDecided)
  return { reply: { id, decision }, detail: { version: id, language } }
}

/** From now on agents read it. */
export const approveVersion = act({
  ...common,
  name: 'knowledge.version-approved',
  words: { en: 'Approved an article for agents', es: 'Aprobó un artículo para los agentes' },
  verb: { en: 'Approve the article', es: 'Aprobar el artículo' },
  at: 'POST /api/knowledge-versions/{id}/approve',
  guards: { notWriter: true, undecided: true },
  async do(trx, ctx, waiting) {
    const { last } = await trx
      .selectFrom('knowledge_version')
      .select((eb) => eb.fn.max('version').as('last'))
      .where('topic', '=', waiting.topic)
      .where('language', '=', waiting.language)
      .executeTakeFirstOrThrow()
    return decide(trx, ctx, waiting, 'approved', (last ?? 0) + 1)
  },
})

/** Whoever wrote it may withdraw it so, too. */
export const declineVersion = act({
  ...common,
  name: 'knowledge.version-declined',
  words: {
    en: 'Declined or withdrew a new version of an article',
    es: 'Rechazó o retiró una versión nueva de un artículo',
  },
  verb: { en: 'Decline the new version', es: 'Rechazar la versión nueva' },
  at: 'POST /api/knowledge-versions/{id}/decline',
  guards: { undecided: true },
  do: (trx, ctx, waiting) => decide(trx, ctx, waiting, 'declined', null),
})
