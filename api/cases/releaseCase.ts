import { act } from '../acts/act.ts'
import { idParam } from '../core/http/schema.ts'
import { caseReply } from './present.ts'
import { changeCase } from './queries.ts'
import * as schema from './schema.ts'
import { onCase } from './target.ts'

/** Puts a case of one's own back among those nobody has, for a colleague to take. Kin may: it is how they hand it on. */
export const releaseCase = act({
  name: 'case.released',
  letter: 'U',
  words: { en: 'Put a support case back for a colleague', es: 'Dejó un caso de ayuda para un colega' },
  watch: 'work',
  verb: { en: 'Put back for a colleague', es: 'Dejar para un colega' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/release',
  needs: 'cases.work',
  params: idParam,
  body: schema.onVersion,
  reply: schema.caseRow,
  on: onCase,
  guards: { openCase: true, queue: true, holder: true, version: true },
  async do(trx, ctx, found) {
    await changeCase(trx, found, { assigned_to: null })
    return { reply: await caseReply(trx, ctx, found.id), fields: ['assignedTo'] }
  },
})
