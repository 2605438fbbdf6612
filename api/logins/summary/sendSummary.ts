import { z } from '@hono/zod-openapi'
import { act } from '../../acts/act.ts'
import { addCaseNote } from '../../cases/note.ts'
import { notesOf } from '../../cases/published.ts'
import { id, moment } from '../../core/http/schema.ts'
import { languageOf } from '../../core/words.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { enqueueMail } from '../../mail/enqueueMail.ts'
import { maskEmail } from '../../patients/mask.ts'
import { onLogins } from '../done.ts'
import { chooseChannel } from '../issueLink.ts'
import { noticeLink } from '../noticeLinks.ts'
import { actBody } from '../schema.ts'
import { nothingChanged, told } from './told.ts'

/**
 * Mails the patient, who wishes it as the call ends, what was done in it, with a link to say that it was not them. It goes only to
 * an address from before the case, also where two of the staff saw the patient: whoever had the address changed in this case would
 * else be the one who is told (2026-11-26). It does not close the case; the agent closes it next.
 */
export const sendSummary = act({
  ...onLogins,
  name: 'account.summary-sent',
  letter: 'E',
  words: {
    en: 'Sent the patient a summary of the call',
    es: 'Envió al paciente un resumen de la llamada',
  },
  watch: 'work',
  verb: { en: 'Mail the patient a summary', es: 'Enviar un resumen al paciente' },
  at: 'POST /api/patients/{id}/summaries',
  body: actBody.omit({ reason: true }),
  reply: z.object({ at: moment, mail: z.object({ id, channel: z.string() }) }).openapi('SummarySent'),
  guards: { openCase: true, queue: true, closingTier: 'T1', stranger: true, living: true, noSummary: true },
  async do(trx, ctx, { patient, supportCase, login }) {
    const contact = await chooseChannel(trx, ctx, { patient, supportCase, tier: 'T1' }, undefined)
    const done = new Set(
      (await notesOf(trx, supportCase.id)).map(({ kind }) => kind).filter((kind) => kind in told),
    )
    const language = languageOf(patient.language)
    const lines = done.size > 0 ? [...done].map((kind) => told[kind]![language]) : [nothingChanged[language]]
    const link = await noticeLink(trx, ctx, {
      patient_id: patient.id,
      notice: 'call-summary',
      case_id: supportCase.id,
    })
    const mailId = await enqueueMail(trx, ctx, {
      template: 'call-summary',
      patientId: patient.id,
      contact,
      caseId: supportCase.id,
      language: patient.language,
      values: { done: lines.map((line) => `- ${line}`).join('\n'), link },
    })
    await addCaseNote(trx, ctx, supportCase.id, 'send-summary', lines.join('\n'))
    return {
      reply: { at: ctx.now().toISOString(), mail: { id: mailId, channel: maskEmail(contact.value) } },
      ...(!login && { about: { object: { type: 'patient', id: patient.id } } }),
      detail: { told: [...done] },
      after: deliverSoon,
    }
  },
})
