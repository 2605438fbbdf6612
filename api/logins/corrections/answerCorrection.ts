import { z } from '@hono/zod-openapi'
import { act } from '../../acts/act.ts'
import { answerIn } from '../../cases/giveBackCase.ts'
import { addCaseNote } from '../../cases/note.ts'
import { caseReply } from '../../cases/present.ts'
import { caseRow, giveBack as giveBackBody } from '../../cases/schema.ts'
import { onCase } from '../../cases/target.ts'
import { held } from '../../core/db/lock.ts'
import { Conflict } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { correctionAnswers } from '../lists.ts'
import { noCorrection } from './words.ts'

/**
 * Records answers a request for a correction, and the case goes back to the desk with the answer: that of the case before them,
 * else the oldest of the patient, since the case it was asked in may be with somebody else.
 */
export const answerCorrection = act({
  name: 'record.correction-answered',
  letter: 'U',
  words: {
    en: 'Answered a request to correct a name or date of birth',
    es: 'Respondió a una petición de corregir un nombre o fecha de nacimiento',
  },
  watch: 'work',
  verb: { en: 'Answer the request for a correction', es: 'Responder a la petición de corrección' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/answer-correction',
  needs: 'conflicts.decide',
  params: idParam,
  body: giveBackBody.extend({ answer: z.enum(correctionAnswers) }),
  labels: {
    answer: { en: 'Answer', es: 'Respuesta' },
    note: { en: 'Note to the help desk', es: 'Nota para la mesa de ayuda' },
  },
  reply: caseRow,
  on: onCase,
  guards: {
    openCase: true,
    from: ['escalated'],
    queue: true,
    stranger: true,
    version: true,
  },
  async do(trx, ctx, found, { answer, note }) {
    const asked = trx
      .selectFrom('record_correction')
      .select(['id', 'field', 'case_id'])
      .where('patient_id', '=', found.patient_id)
      .where('answer', 'is', null)
      .orderBy('asked_at')
    const rows = await held(ctx.desk.db, asked).execute()
    const row = rows.find((one) => one.case_id === found.id) ?? rows[0]
    if (!row) throw new Conflict(noCorrection)
    await trx
      .updateTable('record_correction')
      .set({ answer, answered_by: ctx.actor.id, answered_at: ctx.now().toISOString() })
      .where('id', '=', row.id)
      .execute()
    const noteId = await addCaseNote(trx, ctx, found.id, `correction-${answer}`, note)
    const { fields, detail } = await answerIn(trx, ctx, found, noteId)
    return {
      reply: await caseReply(trx, ctx, found.id),
      fields: [...fields, row.field],
      detail: { ...detail, answer },
    }
  },
})
