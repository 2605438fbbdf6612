import { act } from '../acts/act.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { casesPolicy } from './policy.ts'
import { caseReply } from './present.ts'
import { changeCase } from './queries.ts'
import * as schema from './schema.ts'
import { dueAfterWait, dueOf, urgentDueOf, waitEnds } from './serviceLevel.ts'
import { onCase } from './target.ts'

/**
 * What is urgent is due sooner, waits for nobody, and comes first. Back to routine it is due as its category says, unless it
 * is late already: a promise that was broken is not taken back by what it is called (2026-11-26).
 */
export const setPriority = act({
  name: 'case.prioritized',
  letter: 'U',
  words: { en: 'Set how urgent a support case is', es: 'Indicó la urgencia de un caso de ayuda' },
  watch: 'work',
  verb: { en: 'Set the priority', es: 'Indicar la prioridad' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/priority',
  needs: 'cases.work',
  params: idParam,
  body: schema.setPriority,
  labels: { priority: { en: 'Priority', es: 'Prioridad' } },
  reply: schema.caseRow,
  on: onCase,
  guards: { openCase: true, queue: true, stranger: true, version: true },
  async do(trx, ctx, found, { priority }) {
    if (priority === found.priority)
      return { reply: await caseReply(trx, ctx, found.id), unchanged: true as const }
    const now = ctx.now()
    const policy = await readPolicy(trx, casesPolicy)
    const due = dueAfterWait(policy, found, now)
    const urgent = urgentDueOf(policy, now)
    const routine = dueOf(policy, found.category, new Date(found.opened_at))
    const late = found.due_at <= now.toISOString()
    await changeCase(
      trx,
      found,
      priority === 'urgent'
        ? { ...waitEnds(policy, found, now), priority, due_at: due < urgent ? due : urgent }
        : { priority, ...(!late && routine > found.due_at && { due_at: routine }) },
    )
    return {
      reply: await caseReply(trx, ctx, found.id),
      fields: ['priority', 'dueAt'],
      detail: { priority },
    }
  },
})
