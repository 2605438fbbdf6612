import { z } from 'zod'
import { act } from '../acts/act.ts'
import { idParam } from '../core/http/schema.ts'
import { caseReply } from './present.ts'
import * as schema from './schema.ts'
import { onCase } from './target.ts'

/** Whoever has a case that came back has read the answer: it is counted among the new ones no more. */
export const readAnswer = act({
  name: 'case.answer-read',
  letter: 'U',
  words: {
    en: 'Read the answer with which a support case came back',
    es: 'Leyó la respuesta con la que volvió un caso de ayuda',
  },
  watch: 'work',
  verb: { en: 'I have read this', es: 'Ya lo leí' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/answer-read',
  needs: 'cases.work',
  params: idParam,
  body: z.strictObject({}),
  reply: schema.caseRow,
  on: onCase,
  guards: { openCase: true, queue: true, holder: true },
  async do(trx, ctx, found) {
    const { numDeletedRows } = await trx
      .deleteFrom('unread_answer')
      .where('case_id', '=', found.id)
      .executeTakeFirst()
    return {
      reply: await caseReply(trx, ctx, found.id),
      fields: ['answer'],
      ...(numDeletedRows === 0n && { unchanged: true }),
    }
  },
})
