import { act } from '../../acts/act.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Invalid, NotFound } from '../../core/errors.ts'
import type { NoticeRow } from '../tables.ts'
import * as words from '../words.ts'
import { changeBreach } from './changeBreach.ts'
import * as schema from './schema.ts'
import { about } from './sendNotices.ts'
import * as shown from './shown.ts'
import { onBreaches } from './target.ts'

async function noticeIn(trx: Trx, breachId: string, noticeId: string): Promise<NoticeRow> {
  const row = await trx
    .selectFrom('breach_notice')
    .selectAll()
    .where('breach_id', '=', breachId)
    .where('id', '=', noticeId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound(words.noNotice)
  return row
}

/** A letter came back: whom it was for is to be told in another form. */
export const returnNotice = act({
  ...onBreaches,
  name: 'breach.notice-returned',
  words: {
    en: 'Recorded that a notice of a breach came back',
    es: 'Registró que un aviso de una violación de datos fue devuelto',
  },
  verb: { en: 'Came back', es: 'Fue devuelto' },
  at: 'POST /api/breaches/{id}/notices/{noticeId}/returned',
  params: schema.noticeParam,
  body: schema.returned,
  reply: shown.breachDone,
  guards: { notOwn: true, version: true, past: 'on' },
  async do(trx, ctx, row, { noticeId, on }) {
    const notice = await noticeIn(trx, row.id, noticeId)
    if (notice.on_day === null || on < notice.on_day) throw new Invalid({ on: words.beforeItWasSent })
    await trx.updateTable('breach_notice').set({ returned_on: on }).where('id', '=', noticeId).execute()
    return {
      reply: await changeBreach(trx, ctx, row),
      about: about(row, notice.patient_id ? [notice.patient_id] : []),
      fields: ['returned'],
    }
  },
})

/** Withdraws what was entered by mistake, or a letter that was never mailed; the entry stays, and says so. */
export const withdrawNotice = act({
  ...onBreaches,
  name: 'breach.notice-withdrawn',
  words: {
    en: 'Withdrew the entry of a notice of a breach',
    es: 'Retiró la anotación de un aviso de una violación de datos',
  },
  verb: { en: 'Withdraw', es: 'Retirar' },
  at: 'POST /api/breaches/{id}/notices/{noticeId}/withdraw',
  params: schema.noticeParam,
  body: schema.withdrawn,
  reply: shown.breachDone,
  guards: { notOwn: true, version: true },
  async do(trx, ctx, row, { noticeId }) {
    const notice = await noticeIn(trx, row.id, noticeId)
    await trx
      .updateTable('breach_notice')
      .set({ withdrawn_at: ctx.now().toISOString() })
      .where('id', '=', noticeId)
      .execute()
    return {
      reply: await changeBreach(trx, ctx, row),
      about: about(row, notice.patient_id ? [notice.patient_id] : []),
      fields: ['withdrawn'],
    }
  },
})
