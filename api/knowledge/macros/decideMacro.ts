import { act } from '../../acts/act.ts'
import { decidedBy } from '../../acts/review.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { idParam } from '../../core/http/schema.ts'
import * as schema from './schema.ts'
import { type MacroVersion, onMacroVersion } from './target.ts'

const common = {
  letter: 'U',
  watch: 'nothing',
  tag: 'Knowledge',
  needs: 'knowledge.write',
  params: idParam,
  reply: schema.decided,
  on: onMacroVersion,
} as const

async function decide<D extends 'approved' | 'declined'>(
  trx: Trx,
  ctx: StaffCtx,
  { id }: MacroVersion,
  decision: D,
  version: number | null,
) {
  const change = { decision, version, ...decidedBy(ctx) }
  await trx.updateTable('macro_version').set(change).where('id', '=', id).execute()
  return { reply: { id, decision }, detail: { version: id } }
}

/** From now on agents have it. */
export const approveMacro = act({
  ...common,
  name: 'knowledge.macro-approved',
  words: { en: 'Approved a text for notes', es: 'Aprobó un texto para notas' },
  verb: { en: 'Approve the text', es: 'Aprobar el texto' },
  at: 'POST /api/macro-versions/{id}/approve',
  guards: { notWriter: true, undecided: true, inUse: true },
  async do(trx, ctx, { version }) {
    const { last } = await trx
      .selectFrom('macro_version')
      .select((eb) => eb.fn.max('version').as('last'))
      .where('macro_id', '=', version.macro_id)
      .executeTakeFirstOrThrow()
    return decide(trx, ctx, version, 'approved', (last ?? 0) + 1)
  },
})

/** Whoever wrote it may withdraw it so, too. */
export const declineMacro = act({
  ...common,
  name: 'knowledge.macro-declined',
  words: {
    en: 'Declined or withdrew a version of a text for notes',
    es: 'Rechazó o retiró una versión de un texto para notas',
  },
  verb: { en: 'Decline the text', es: 'Rechazar el texto' },
  at: 'POST /api/macro-versions/{id}/decline',
  guards: { undecided: true },
  do: (trx, ctx, { version }) => decide(trx, ctx, version, 'declined', null),
})
