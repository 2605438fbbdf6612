import { z } from '@hono/zod-openapi'
import { act } from '../../acts/act.ts'
import { escalateCase, handOver } from '../../cases/escalateCase.ts'
import { addCaseNote } from '../../cases/note.ts'
import { aboutCase } from '../../cases/target.ts'
import { newId } from '../../core/db/id.ts'
import { Conflict } from '../../core/errors.ts'
import { id, moment, text } from '../../core/http/schema.ts'
import { rule } from '../../core/words.ts'
import { onLogins } from '../done.ts'
import { correctable, paperSeenBy, papers } from '../lists.ts'
import { actBody } from '../schema.ts'
import { correctionWaits, correctionWords, paperWords, seenWords } from './words.ts'

// A birth date or the number of a paper that is written down lies about; whoever corrects the record reads the paper.
const withoutNumbers = text(300).refine(
  (given) => !/\d([\s./-]?\d){4}/.test(given),
  rule(
    'must not contain the number of a document, nor a date: medical records reads the document',
    'no debe llevar el número de un documento ni una fecha: expedientes médicos lee el documento',
  ),
)

/**
 * Asks records to have a name or birth date corrected, and names the paper it rests on. Nothing is corrected here: the
 * hospital's system is the source, what is right there comes by the next feed, and a second place to write it would only
 * differ from it (2026-11-26). So anybody who calls may ask; the case becomes the queue's in the same transaction.
 */
export const askCorrection = act({
  ...onLogins,
  name: 'record.correction-asked',
  letter: 'U',
  words: {
    en: 'Asked medical records to correct a name or date of birth',
    es: 'Pidió a expedientes médicos corregir un nombre o fecha de nacimiento',
  },
  watch: 'work',
  verb: { en: 'Ask for a correction', es: 'Pedir una corrección' },
  at: 'POST /api/patients/{id}/acts/ask-correction',
  body: actBody.extend({
    field: z.enum(correctable),
    paper: z.enum(papers),
    seenBy: z.enum(paperSeenBy),
    reason: withoutNumbers,
  }),
  labels: {
    field: { en: 'What is wrong', es: 'Qué está mal' },
    paper: { en: 'Document that shows it', es: 'Documento que lo demuestra' },
    seenBy: { en: 'Who saw the document', es: 'Quién vio el documento' },
  },
  reply: z
    .object({ act: z.literal('ask-correction'), at: moment, correction: z.object({ id }) })
    .openapi('CorrectionAsked'),
  guards: {
    openCase: true,
    queue: true,
    stranger: true,
    living: true,
  },
  async do(trx, ctx, { patient, supportCase }, { field, paper, seenBy, reason }) {
    const waits = await trx
      .selectFrom('record_correction')
      .select('id')
      .where('patient_id', '=', patient.id)
      .where('field', '=', field)
      .where('answer', 'is', null)
      .executeTakeFirst()
    if (waits) throw new Conflict(correctionWaits)
    const row = {
      id: newId(),
      patient_id: patient.id,
      case_id: supportCase.id,
      field,
      paper,
      seen_by: seenBy,
      asked_by: ctx.actor.id,
      asked_at: ctx.now().toISOString(),
      answer: null,
      answered_by: null,
      answered_at: null,
    }
    await trx.insertInto('record_correction').values(row).execute()
    const named = [correctionWords[field], paperWords[paper], seenWords[seenBy]]
    const note = [...named.map((words) => words[ctx.language]), reason].join('. ')
    await addCaseNote(trx, ctx, supportCase.id, 'ask-correction', note)
    const handed = await handOver(trx, ctx, supportCase, 'registration')
    const object = { type: 'case', id: supportCase.id }
    return {
      reply: { act: 'ask-correction' as const, at: row.asked_at, correction: { id: row.id } },
      about: { object: { type: 'record-correction', id: row.id } },
      fields: [field],
      detail: { paper, seenBy },
      also: [[escalateCase, { ...aboutCase(supportCase), object, ...handed }]],
    }
  },
})
