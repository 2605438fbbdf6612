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
import { waitEnds } from './serviceLevel.ts'
import { onCase } from './target.ts'
import { postponedOften } from './words.ts'

/**
 * The patient is called back at a time that was agreed, by the one who agreed it: then the case is due, and every list that
 * shows what is due reminds of it. Whether it is closed in time is told by the service level all the same. A case that is put
 * off again and again would come due for nobody: after a few times in a row it is given to somebody else first (2026-11-26).
 */
export const postponeCase = act({
  name: 'case.postponed',
  letter: 'U',
  words: { en: 'Agreed to call the patient back later', es: 'Acordó volver a llamar al paciente' },
  watch: 'work',
  verb: { en: 'Call back later', es: 'Volver a llamar más tarde' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/postpone',
  needs: 'cases.work',
  params: idParam,
  body: schema.postpone,
  labels: {
    dueAt: { en: 'When to call back', es: 'Cuándo volver a llamar' },
    note: { en: 'What to do then', es: 'Qué hacer entonces' },
  },
  reply: schema.caseRow,
  on: onCase,
  guards: { openCase: true, queue: true, stranger: true, notAnothers: true, version: true },
  async do(trx, ctx, found, { dueAt, note }) {
    const now = ctx.now()
    const policy = await readPolicy(trx, casesPolicy)
    const refused = agreedAhead(policy, now, dueAt)
    if (refused) throw new Invalid({ dueAt: refused })
    await addCaseNote(trx, ctx, found.id, 'postponed', note)
    const change = {
      ...waitEnds(policy, found, now),
      call_back_at: new Date(dueAt).toISOString(),
      assigned_to: ctx.actor.id,
    }
    if (!(await postpone(trx, found, change, policy.callBacksInARow)))
      throw new Conflict(postponedOften(policy.callBacksInARow))
    return { reply: await caseReply(trx, ctx, found.id), fields: ['callBackAt', 'assignedTo'] }
  },
})
