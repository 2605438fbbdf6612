import { act } from '../acts/act.ts'
import { idParam } from '../core/http/schema.ts'
import { separate } from './merge.ts'
import { caseReply } from './present.ts'
import { caseRow, onVersion } from './schema.ts'
import { onCase } from './target.ts'

/** Takes a case out again of the one it was merged into, while nothing else was done in either. */
export const separateCase = act({
  name: 'case.separated',
  letter: 'U',
  words: {
    en: 'Separated a support case from the one it was merged into',
    es: 'Separó un caso de ayuda de aquel con el que se había combinado',
  },
  watch: 'work',
  verb: { en: 'Separate again', es: 'Volver a separar' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/separate',
  needs: 'cases.work',
  params: idParam,
  body: onVersion,
  reply: caseRow,
  on: onCase,
  guards: { deskOrQueue: true, stranger: true, merged: true, untouched: true, version: true },
  async do(trx, ctx, found) {
    await separate(trx, ctx, found)
    return { reply: await caseReply(trx, ctx, found.id), fields: ['status', 'mergedInto'] }
  },
})
