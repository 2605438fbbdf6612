import { z } from '@hono/zod-openapi'
import { act } from '../acts/act.ts'
import { newId } from '../core/db/id.ts'
import { idParam, text } from '../core/http/schema.ts'
import { patientNote } from './schema.ts'
import { onPatient } from './target.ts'

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
  on: onPatient,
  async do(trx, ctx, patient, given) {
    const row = {
      id: newId(),
      patient_id: patient.id,
      staff_id: ctx.actor.id,
      text: given.text,
      created_at: ctx.now().toISOString(),
    }
    await trx.insertInto('patient_note').values(row).execute()
    return {
      reply: { id: row.id, text: row.text, by: ctx.actor.name, at: row.created_at },
      about: { object: { type: 'patient-note', id: row.id } },
      fields: ['notes'],
    }
  },
})
