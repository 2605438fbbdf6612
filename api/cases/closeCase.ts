import { act } from '../acts/act.ts'
import { Invalid } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { caseReply } from './present.ts'
import { changeCase } from './queries.ts'
import * as schema from './schema.ts'
import { onCase } from './target.ts'
import { nobodySignedIn } from './words.ts'

/** Closes a case with its cause and outcome; these, and how long it took, are what the manager sees. */
export const closeCase = act({
  name: 'case.closed',
  letter: 'U',
  words: { en: 'Closed a support case', es: 'Cerró un caso de ayuda' },
  watch: 'work',
  verb: { en: 'Close the case', es: 'Cerrar el caso' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/close',
  needs: 'cases.work',
  params: idParam,
  body: schema.close,
  reply: schema.caseRow,
  on: onCase,
  guards: { openCase: true, queue: true, recordsDecided: true, stranger: true, version: true },
  async do(trx, ctx, found, { cause, outcome }) {
    if (outcome === 'signed-in' && !found.signed_in_at) throw new Invalid({ outcome: nobodySignedIn })
    const at = ctx.now().toISOString()
    await changeCase(trx, found, {
      status: 'closed',
      closed_at: at,
      cause,
      outcome,
      resolve_seconds: Math.round((Date.parse(at) - Date.parse(found.opened_at)) / 1000),
    })
    return {
      reply: await caseReply(trx, ctx, found.id),
      fields: ['status', 'cause', 'outcome'],
      detail: { cause, outcome },
      tells: [
        {
          id: `closed:${found.id}`,
          patientId: found.patient_id,
          kind: 'call-closed',
          reason: found.channel,
          at,
        },
      ],
    }
  },
})
