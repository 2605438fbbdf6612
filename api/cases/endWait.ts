import { act } from '../acts/act.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { casesPolicy } from './policy.ts'
import { caseReply } from './present.ts'
import { changeCase } from './queries.ts'
import * as schema from './schema.ts'
import { waitEnds } from './serviceLevel.ts'
import { onCase } from './target.ts'

/** The patient did what the case waited for: its time runs on from now, with as much left as there was. */
export const endWait = act({
  name: 'case.resumed',
  letter: 'U',
  words: {
    en: 'Went on with a support case that waited for the patient',
    es: 'Siguió con un caso de ayuda que esperaba al paciente',
  },
  watch: 'work',
  verb: { en: 'The patient answered: go on', es: 'El paciente respondió: seguir' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/resume',
  needs: 'cases.work',
  params: idParam,
  body: schema.onVersion,
  reply: schema.caseRow,
  on: onCase,
  guards: { openCase: true, queue: true, stranger: true, waiting: true, version: true },
  async do(trx, ctx, found) {
    await changeCase(trx, found, waitEnds(await readPolicy(trx, casesPolicy), found, ctx.now()))
    return { reply: await caseReply(trx, ctx, found.id), fields: ['waitingUntil', 'dueAt'] }
  },
})
