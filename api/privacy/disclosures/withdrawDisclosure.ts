import { act } from '../../acts/act.ts'
import { idParam } from '../../core/http/schema.ts'
import * as schema from '../schema.ts'
import { disclosureById } from './queries.ts'
import { onDisclosure } from './target.ts'

/** Marks an entry as made in error; it stays in the register, with the reason. */
export const withdrawDisclosure = act({
  name: 'disclosure.withdrawn',
  letter: 'U',
  words: {
    en: 'Withdrew a disclosure recorded in error',
    es: 'Retiró una divulgación registrada por error',
  },
  watch: 'nothing',
  verb: { en: 'Withdraw an entry made in error', es: 'Retirar una anotación hecha por error' },
  tag: 'Privacy',
  at: 'POST /api/disclosures/{id}/withdraw',
  needs: 'disclosures.manage',
  params: idParam,
  body: schema.withdrawal,
  reply: schema.disclosure,
  on: onDisclosure,
  guards: { standing: true },
  async do(trx, ctx, { id }, { reason }) {
    await trx
      .updateTable('disclosure')
      .set({
        withdrawn_at: ctx.now().toISOString(),
        withdrawn_by: ctx.actor.id,
        withdrawn_reason: reason,
      })
      .where('id', '=', id)
      .execute()
    return { reply: await disclosureById(trx, id), fields: ['withdrawnAt', 'withdrawnReason'] }
  },
})
