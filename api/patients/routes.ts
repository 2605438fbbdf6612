import { type DeskApp, endpoint } from '../acts/endpoint.ts'
import { idParam } from '../core/http/schema.ts'
import { accountOf } from '../logins/findAccount.ts'
import { revealField } from './revealField.ts'
import * as schema from './schema.ts'
import { searchPatients } from './searchPatients.ts'
import { showPatient } from './showPatient.ts'

export function patientRoutes(app: DeskApp): void {
  const tag = 'Patients'
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/patients/search',
      access: 'patients.search',
      tag,
      summary: 'Find patients by name, birth date, MRN, phone or e-mail',
      body: schema.searchPatients,
      reply: schema.patientPage,
    },
    ({ ctx, body }) => searchPatients(ctx, body),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/patients/{id}',
      access: 'patients.show',
      emergency: true,
      tag,
      summary: 'Open a patient',
      params: idParam,
      reply: schema.patient,
    },
    ({ ctx, params }) => showPatient(ctx, params.id, (id) => accountOf(ctx, id)),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/patients/{id}/reveal',
      access: 'patients.reveal',
      tag,
      summary: 'Show one masked field',
      params: idParam,
      body: schema.reveal,
      reply: schema.revealed,
    },
    ({ ctx, params, body }) => revealField(ctx, params.id, body),
  )
}
