import { act } from '../../acts/act.ts'
import { Invalid } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { clinicById } from '../../patients/visits.ts'
import { clinicOf } from '../published.ts'
import { asked } from '../requests.ts'
import * as schema from '../schema.ts'
import { noSuchClinic } from '../words.ts'
import { onClinic } from './target.ts'

/**
 * Asks that somebody of the role clinic work in a clinic's inbox. It takes two, as another role does: whose messages they read
 * follows from it, the first time too (2026-11-27).
 */
export const askClinic = act({
  name: 'staff.clinic-asked',
  letter: 'C',
  words: {
    en: 'Requested that a colleague work for a clinic',
    es: 'Solicitó que un colega trabaje para una clínica',
  },
  watch: 'nothing',
  verb: { en: 'Request the clinic', es: 'Solicitar la clínica' },
  tag: 'Staff',
  at: 'POST /api/staff/{id}/clinic-requests',
  needs: 'staff.manage',
  fresh: true,
  status: 201,
  params: idParam,
  body: schema.askingClinic,
  labels: { clinicId: { en: 'Clinic', es: 'Clínica' } },
  reply: schema.clinicDecided,
  on: onClinic,
  guards: { notMyself: true, version: true, ofClinic: true, otherClinic: true, noneWaits: true },
  async do(trx, ctx, staff, { clinicId }) {
    if (!(await clinicById(trx, clinicId))) throw new Invalid({ clinicId: noSuchClinic })
    const from_clinic = (await clinicOf(trx, staff.id)) ?? null
    const request = { ...asked(ctx, staff), from_clinic, to_clinic: clinicId }
    await trx.insertInto('clinic_request').values(request).execute()
    const { id } = request
    return { reply: { id, decision: null }, detail: { request: id, clinic: clinicId } }
  },
})
