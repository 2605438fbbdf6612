import type { Kysely } from 'kysely'
import { view } from '../acts/view.ts'
import type { Tables } from '../core/db/tables.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { channelsOf, patientById } from './published.ts'
import * as schema from './schema.ts'
import type { PatientRow } from './tables.ts'
import { noPatient } from './target.ts'

/** Shows one masked field, for a reason from the list. Those who verify callers cannot: they would have the answers. */
export const revealField = view({
  name: 'patient.revealed',
  letter: 'R',
  words: { en: 'Revealed a hidden detail of the patient', es: 'Mostró un dato oculto del paciente' },
  watch: 'reveal',
  at: 'POST /api/patients/{id}/reveal',
  summary: 'Show one masked field',
  tag: 'Patients',
  needs: 'patients.reveal',
  fresh: true,
  params: idParam,
  asks: schema.reveal,
  reply: schema.revealed,
  async show(ctx, { id, field, reason }) {
    const db = ctx.desk.db.read
    const row = await patientById(db, id)
    if (!row) throw new NotFound(noPatient)
    return {
      reply: { field, values: await valuesOf(db, row, field) },
      seen: { patientIds: [id], object: { type: 'patient', id }, purpose: reason, fields: [field] },
    }
  },
})

async function valuesOf(
  db: Kysely<Tables>,
  row: PatientRow,
  field: (typeof schema.revealable)[number],
): Promise<string[]> {
  switch (field) {
    case 'birthDate':
      return [row.birth_date]
    case 'mrn':
      return [row.mrn]
    case 'address':
      return [[row.street, row.city, row.state, row.postal_code].filter(Boolean).join(', ')]
    default:
      return (await channelsOf(db, row.id)).filter((c) => c.system === field).map((c) => c.value)
  }
}
