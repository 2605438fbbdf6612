import { view } from '../acts/view.ts'
import { NotFound } from '../core/errors.ts'
import { accountByPatient } from '../logins/published.ts'
import { patientById } from '../patients/published.ts'
import * as schema from './schema.ts'
import { ownProfile } from './shown.ts'
import { noLogin } from './words.ts'

export const showMe = view({
  name: 'portal.record-read',
  letter: 'R',
  words: {
    en: 'Looked at their own record in the portal',
    es: 'Consultó sus propios datos en el portal',
  },
  watch: 'nothing',
  at: 'GET /portal/v1/me',
  summary: 'Who is signed in',
  tag: 'Patient portal',
  needs: 'patient',
  reply: schema.me,
  async show(ctx) {
    const db = ctx.desk.db.read
    const { patientId } = ctx.actor
    const [patient, login] = await Promise.all([patientById(db, patientId), accountByPatient(db, patientId)])
    if (!patient || !login) throw new NotFound(noLogin)
    return {
      reply: ownProfile(patient, login),
      seen: { patientIds: [patientId], object: { type: 'patient', id: patientId } },
    }
  },
})
