import { act } from '../acts/act.ts'
import { held } from '../core/db/lock.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { liveCodes } from '../logins/byPost.ts'
import * as schema from './schema.ts'
import { batchPosted, noBatch } from './words.ts'

/** The letters of a batch that were not spoiled went into the post. */
export const postLetters = act({
  name: 'letters.posted',
  letter: 'U',
  words: { en: 'Posted activation letters', es: 'Envió por correo cartas de activación' },
  watch: 'nothing',
  verb: { en: 'Posted', es: 'Enviadas por correo' },
  tag: 'Letters',
  at: 'POST /api/letter-batches/{id}/post',
  needs: 'letters.print',
  params: idParam,
  reply: schema.posted,
  async do(trx, ctx, _found, { id }) {
    const now = ctx.now().toISOString()
    const { numUpdatedRows } = await trx
      .updateTable('letter_batch')
      .set({ posted_by: ctx.actor.id, posted_at: now })
      .where('id', '=', id)
      .where('posted_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) {
      const there = await trx.selectFrom('letter_batch').select('id').where('id', '=', id).executeTakeFirst()
      throw there ? new Conflict(batchPosted) : new NotFound(noBatch)
    }
    // Held, so that one that is spoiled at this moment is not posted as well.
    const inBatch = trx
      .selectFrom('letter')
      .select(['id', 'patient_id', 'token_id'])
      .where('batch_id', '=', id)
      .where('state', '=', 'printed')
      .orderBy('id')
    const printed = await held(ctx.desk.db, inBatch).execute()
    // A code that ended meanwhile, since the patient moved, died or got in, opens nothing: its letter is not sent.
    const live = await liveCodes(
      trx,
      ctx,
      printed.flatMap(({ token_id }) => token_id ?? []),
    )
    const posted = printed.filter(({ token_id }) => live.has(token_id!))
    for (const { id: letterId, token_id } of printed)
      await trx
        .updateTable('letter')
        .set({ state: live.has(token_id!) ? 'posted' : 'lapsed', state_at: now })
        .where('id', '=', letterId)
        .execute()
    return {
      reply: { id, letters: posted.length },
      about: {
        patientIds: posted.map(({ patient_id }) => patient_id),
        object: { type: 'letter-batch', id },
      },
      fields: ['posted'],
      detail: { letters: posted.length, lapsed: printed.length - posted.length },
    }
  },
})
