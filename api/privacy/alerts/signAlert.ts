import { act } from '../../acts/act.ts'
import { idParam } from '../../core/http/schema.ts'
import { openFromAlert } from '../breaches/openBreach.ts'
import { changeAlert } from './queries.ts'
import * as schema from './schema.ts'
import { onAlerts } from './target.ts'

/** Ends a review: from then on it does not change. A breach goes on as one, to be signed by a second reviewer. */
export const signAlert = act({
  ...onAlerts,
  name: 'privacy-alert.signed',
  words: { en: 'Signed the review of a privacy alert', es: 'Firmó la revisión de una alerta de privacidad' },
  verb: { en: 'Sign the review', es: 'Firmar la revisión' },
  at: 'POST /api/privacy-alerts/{id}/sign',
  fresh: true,
  params: idParam,
  body: schema.sign,
  reply: schema.alertDone,
  guards: { notOwn: true, from: ['open'], version: true, assessed: true },
  async do(trx, ctx, row, { outcome, measure, conclusion }) {
    const at = ctx.now().toISOString()
    const signed = await changeAlert(trx, row, {
      status: 'signed',
      outcome,
      measure,
      conclusion,
      signed_by: ctx.actor.id,
      signed_at: at,
    })
    if (outcome === 'breach') await openFromAlert(trx, ctx, row, { by: ctx.actor.id, at, conclusion })
    return {
      reply: signed,
      fields: ['status', 'outcome', 'measure', 'conclusion'],
      detail: { outcome, measure },
    }
  },
})
