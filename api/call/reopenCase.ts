import { act } from '../acts/act.ts'
import { endVerificationsIn } from '../callers/endVerifications.ts'
import { caseReply } from '../cases/present.ts'
import { reopen } from '../cases/reopen.ts'
import { reopenCase as body, caseRow } from '../cases/schema.ts'
import { onCase } from '../cases/target.ts'
import { idParam } from '../core/http/schema.ts'

/**
 * Goes on with a case that was closed too early. Who was proved to call in it is proved anew: what was left of their time when it
 * was closed, a code, a passkey or a proofing under way would else come back with it.
 */
export const reopenCase = act({
  name: 'case.reopened',
  letter: 'U',
  words: { en: 'Reopened a support case', es: 'Reabrió un caso de ayuda' },
  watch: 'work',
  verb: { en: 'Reopen', es: 'Reabrir' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/reopen',
  needs: 'cases.work',
  params: idParam,
  body,
  labels: { reason: { en: 'Why it goes on', es: 'Por qué continúa' } },
  reply: caseRow,
  on: onCase,
  guards: { from: ['closed'], deskOrQueue: true, stranger: true, reopenable: true, version: true },
  async do(trx, ctx, found, { reason }) {
    const now = ctx.now().toISOString()
    await reopen(trx, ctx, found, reason)
    await endVerificationsIn(trx, found.id, now)
    return {
      reply: await caseReply(trx, ctx, found.id),
      fields: ['status', 'assignedTo', 'dueAt', 'reopened'],
      detail: { times: found.reopened + 1 },
    }
  },
})
