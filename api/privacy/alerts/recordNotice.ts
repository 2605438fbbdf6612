import { act } from '../../acts/act.ts'
import { hospitalDay } from '../../core/calendar.ts'
import { Invalid } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { beforeTheAccess, inTheFuture } from '../words.ts'
import { changeAlert } from './queries.ts'
import * as schema from './schema.ts'
import { onAlerts } from './target.ts'

/** Takes down on which day those concerned were told of a breach (45 CFR 164.404). */
export const recordNotice = act({
  ...onAlerts,
  name: 'privacy-alert.notified',
  words: {
    en: 'Recorded that the patient was notified of a breach',
    es: 'Registró que se avisó al paciente de una violación de datos',
  },
  verb: {
    en: 'Record that the people affected were notified of a breach',
    es: 'Registrar que se avisó a los afectados de una violación de datos',
  },
  at: 'POST /api/privacy-alerts/{id}/notified',
  params: idParam,
  body: schema.notified,
  reply: schema.alertDone,
  guards: { notOwn: true, from: ['signed'], version: true, untoldBreach: true },
  async do(trx, ctx, row, { on }) {
    const { timeZone } = await readPolicy(trx)
    if (on > hospitalDay(ctx.now(), timeZone)) throw new Invalid({ on: inTheFuture })
    if (on < row.first_day) throw new Invalid({ on: beforeTheAccess })
    return { reply: await changeAlert(trx, row, { notified_on: on }), fields: ['notifiedOn'] }
  },
})
