import { act } from '../acts/act.ts'
import { idParam } from '../core/http/schema.ts'
import { caseReply } from './present.ts'
import { changeCase } from './queries.ts'
import * as schema from './schema.ts'
import { onCase } from './target.ts'

/** Takes a case nobody has: whoever works its queue may, except kin of the patient. */
export const takeCase = act({
  name: 'case.taken',
  letter: 'U',
  words: { en: 'Took a support case', es: 'Tomó un caso de ayuda' },
  watch: 'work',
  verb: { en: 'Take this case', es: 'Tomar este caso' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/take',
  needs: 'cases.work',
  params: idParam,
  body: schema.onVersion,
  reply: schema.caseRow,
  on: onCase,
  guards: { openCase: true, queue: true, stranger: true, unassigned: true, version: true },
  async do(trx, ctx, found) {
    await changeCase(trx, found, { assigned_to: ctx.actor.id })
    return { reply: await caseReply(trx, ctx, found.id), fields: ['assignedTo'] }
  },
})
