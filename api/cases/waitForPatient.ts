import { act } from '../acts/act.ts'
import { Conflict, Invalid } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { agreedAhead } from './agreedAhead.ts'
import { addCaseNote } from './note.ts'
import { casesPolicy } from './policy.ts'
import { caseReply } from './present.ts'
import { postpone } from './queries.ts'
import * as schema from './schema.ts'
import { dueWhileWaiting } from './serviceLevel.ts'
import { onCase } from './target.ts'
import { postponedOften } from './words.ts'

/**
 * The patient has something to do first: the service level stands still until they did, or until a moment at which they are
 * asked. It counts with the calls put off: a case cannot be left waiting again and again. A sign-in does not end it, since
 * what is waited for may be a paper (2026-11-26).
 */
export const waitForPatient = act({
  name: 'case.waiting',
  letter: 'U',
  words: {
    en: 'Had a support case wait for the patient',
    es: 'Dejó un caso de ayuda en espera del paciente',
  },
  watch: 'work',
  verb: { en: 'Wait for the patient', es: 'Esperar al paciente' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/wait',
  needs: 'cases.work',
  params: idParam,
  body: schema.wait,
  labels: {
    until: { en: 'Until, at the latest', es: 'Hasta, a más tardar' },
    note: { en: 'What the patient has to do', es: 'Qué tiene que hacer el paciente' },
  },
  reply: schema.caseRow,
  on: onCase,
  guards: { openCase: true, queue: true, stranger: true, notAnothers: true, version: true },
  async do(trx, ctx, found, { until, note }) {
    const now = ctx.now()
    const policy = await readPolicy(trx, casesPolicy)
    const refused = agreedAhead(policy, now, until)
    if (refused) throw new Invalid({ until: refused })
    await addCaseNote(trx, ctx, found.id, 'waiting', note)
    const at = new Date(until).toISOString()
    const change = {
      call_back_at: at,
      waiting_until: at,
      due_at: dueWhileWaiting(policy, found, now, at),
      assigned_to: ctx.actor.id,
    }
    if (!(await postpone(trx, found, change, policy.callBacksInARow)))
      throw new Conflict(postponedOften(policy.callBacksInARow))
    return { reply: await caseReply(trx, ctx, found.id), fields: ['waitingUntil', 'dueAt', 'assignedTo'] }
  },
})
