import { act } from '../acts/act.ts'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { idParam } from '../core/http/schema.ts'
import { endLetterCode } from '../logins/byPost.ts'
import type { LetterState } from './lists.ts'
import * as schema from './schema.ts'
import type { LetterRow } from './tables.ts'
import { onLetter } from './target.ts'

const common = {
  letter: 'U',
  watch: 'queued',
  tag: 'Letters',
  needs: 'letters.print',
  params: idParam,
  reply: schema.changed,
  on: onLetter,
} as const

/** Ends a letter and its code. */
async function end(trx: Trx, ctx: StaffCtx, letter: LetterRow, state: LetterState) {
  const now = ctx.now().toISOString()
  if (letter.token_id) await endLetterCode(trx, letter.token_id, now)
  await trx.updateTable('letter').set({ state, state_at: now }).where('id', '=', letter.id).execute()
  return { reply: { id: letter.id, state }, fields: ['letter'] }
}

/** A letter that was spoiled in printing, or lost before it was posted: its code ends, and it waits to be printed anew. */
export const spoilLetter = act({
  ...common,
  name: 'letter.spoiled',
  words: {
    en: 'Marked a letter as spoiled, to be printed anew',
    es: 'Marcó una carta como estropeada, para imprimirla de nuevo',
  },
  verb: { en: 'Spoiled: print it anew', es: 'Estropeada: imprimir de nuevo' },
  at: 'POST /api/letters/{id}/spoil',
  guards: { stranger: true, from: ['printed'] },
  async do(trx, ctx, { letter }) {
    const done = await end(trx, ctx, letter, 'spoiled')
    const at = ctx.now().toISOString()
    const anew = {
      ...letter,
      id: newId(),
      state: 'waiting' as const,
      batch_id: null,
      token_id: null,
      expires_at: null,
      state_at: at,
    }
    // One that was asked for meanwhile takes its place.
    await trx
      .insertInto('letter')
      .values(anew)
      .onConflict((oc) => oc.doNothing())
      .execute()
    return done
  },
})

/** A letter that the post brought back: its code ends, since nobody knows who had it in hand. */
export const returnLetter = act({
  ...common,
  name: 'letter.returned',
  words: { en: 'Marked a letter as returned by the post', es: 'Marcó una carta como devuelta por el correo' },
  verb: { en: 'Came back', es: 'Devuelta' },
  at: 'POST /api/letters/{id}/return',
  guards: { stranger: true, from: ['posted'] },
  do: (trx, ctx, { letter }) => end(trx, ctx, letter, 'returned'),
})
