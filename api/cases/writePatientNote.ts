import { z } from '@hono/zod-openapi'
import { act } from '../acts/act.ts'
import { idParam, text } from '../core/http/schema.ts'
import { addPatientNote } from '../patients/addPatientNote.ts'
import { patientNote } from '../patients/schema.ts'
import { onCalling } from './target.ts'

/** What the next call should know, whatever case it comes in. A note stays as it was written. */
export const writePatientNote = act({
  name: 'patient.noted',
  letter: 'U',
  words: { en: 'Wrote a note on the patient’s page', es: 'Escribió una nota en la página del paciente' },
  watch: 'work',
  verb: { en: 'Add a note', es: 'Añadir una nota' },
  tag: 'Patients',
  at: 'POST /api/patients/{id}/notes',
  needs: 'cases.work',
  status: 201,
  params: idParam,
  body: z.strictObject({ text: text(2000) }),
  reply: patientNote,
  on: onCalling,
  guards: { stranger: true },
  async do(trx, ctx, patient, { text }) {
    const { id, created_at: at } = await addPatientNote(trx, ctx, patient.id, text)
    return {
      reply: { id, text, by: ctx.actor.name, at },
      about: { object: { type: 'patient-note', id } },
      fields: ['notes'],
    }
  },
})
