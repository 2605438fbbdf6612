import { act } from '../../acts/act.ts'
import { idParam } from '../../core/http/schema.ts'
import { changeAlert } from './queries.ts'
import * as schema from './schema.ts'
import { onAlerts } from './target.ts'

/** Keeps the four-factor assessment of 45 CFR 164.402(2); it may be corrected until the review is signed. */
export const assessAlert = act({
  ...onAlerts,
  name: 'privacy-alert.assessed',
  words: {
    en: 'Assessed whether an access was a breach',
    es: 'Evaluó si un acceso fue una violación de datos',
  },
  verb: {
    en: 'Assess the four factors of 45 CFR 164.402(2)',
    es: 'Evaluar los cuatro factores de 45 CFR 164.402(2)',
  },
  at: 'POST /api/privacy-alerts/{id}/assessment',
  params: idParam,
  body: schema.assess,
  reply: schema.alertDone,
  guards: { notOwn: true, from: ['open'], version: true },
  async do(trx, _ctx, row, { id: _id, version: _version, ...assessment }) {
    return {
      reply: await changeAlert(trx, row, { assessment: JSON.stringify(assessment) }),
      fields: ['assessment'],
      detail: { lowProbability: assessment.lowProbability },
    }
  },
})
