import type { GuardCall, Target } from '../../acts/act.ts'
import { notOwn, undecided } from '../../acts/review.ts'
import type { StaffCtx } from '../../core/context.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { macroDecided, macroOver, macroWaits, noMacro, noMacroVersion, ownMacro } from './words.ts'

export type Macro = Tables['macro']
export type MacroVersion = Tables['macro_version']
type Named = { id: string }

async function holdMacro(trx: Trx, ctx: StaffCtx, id: string): Promise<Macro> {
  const macro = trx.selectFrom('macro').selectAll().where('id', '=', id)
  const row = await held(ctx.desk.db, macro).executeTakeFirst()
  if (!row) throw new NotFound(noMacro)
  return row
}

/** A macro, held: of two who write at once the second sees what waits. */
export const onMacro = {
  load: (trx, ctx, { id }) => holdMacro(trx, ctx, id),
  about: ({ id }) => ({ object: { type: 'macro', id } }),
  guards: {
    inUse: ({ found }: GuardCall<Macro, Named>, _wanted: true) =>
      found.retired_at === null ? undefined : new Conflict(macroOver),
    /** Two that wait would leave open which of them somebody approves. */
    noneWaits: async ({ trx, found }: GuardCall<Macro, Named>, _wanted: true) => {
      const waits = trx.selectFrom('macro_version').select('id').where('macro_id', '=', found.id)
      return (await waits.where('decision', 'is', null).executeTakeFirst()) && new Conflict(macroWaits)
    },
  },
} satisfies Target<Named, Macro>

/** A version that waits, with its macro, both held: the macro first, as whoever writes or retires it does. */
export const onMacroVersion = {
  async load(trx, ctx, { id }) {
    const version = trx.selectFrom('macro_version').selectAll().where('id', '=', id)
    const seen = await version.executeTakeFirst()
    if (!seen) throw new NotFound(noMacroVersion)
    const macro = await holdMacro(trx, ctx, seen.macro_id)
    return { macro, version: await held(ctx.desk.db, version).executeTakeFirstOrThrow() }
  },
  about: ({ macro }) => ({ object: { type: 'macro', id: macro.id } }),
  guards: {
    notWriter: notOwn(
      ({ version }: { version: MacroVersion }) => version.written_by,
      () => new Invalid({ id: ownMacro }),
    ),
    undecided: undecided(({ version }: { version: MacroVersion }) => version.decision, macroDecided),
    inUse: ({ found }: GuardCall<{ macro: Macro }, Named>, _wanted: true) =>
      found.macro.retired_at === null ? undefined : new Conflict(macroOver),
  },
} satisfies Target<Named, { macro: Macro; version: MacroVersion }>
