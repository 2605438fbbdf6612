import { z } from '@hono/zod-openapi'
import { act } from '../../acts/act.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { id, idParam } from '../../core/http/schema.ts'
import { clinicById } from '../../patients/visits.ts'
import { onStaff } from '../target.ts'
import { noSuchClinic, notOfClinic } from '../words.ts'

/** Says in which clinic's inbox somebody of the role clinic works. Sessions end: what they saw of another clinic is shown no more. */
export const setClinic = act({
  name: 'staff.clinic-set',
  letter: 'U',
  words: { en: 'Said for which clinic a colleague works', es: 'Indicó para qué clínica trabaja un colega' },
  watch: 'nothing',
  verb: { en: 'Set the clinic', es: 'Asignar la clínica' },
  tag: 'Staff',
  at: 'PUT /api/staff/{id}/clinic',
  needs: 'staff.manage',
  fresh: true,
  params: idParam,
  body: z.strictObject({ clinicId: id, version: z.number().int() }),
  labels: { clinicId: { en: 'Clinic', es: 'Clínica' } },
  reply: z.object({ id, clinicId: id, version: z.number() }).openapi('StaffClinic'),
  on: onStaff,
  guards: { notMyself: true, version: true },
  async do(trx, ctx, staff, { clinicId }) {
    if (staff.role !== 'clinic') throw new Conflict(notOfClinic)
    if (!(await clinicById(trx, clinicId))) throw new Invalid({ clinicId: noSuchClinic })
    await trx
      .insertInto('staff_clinic')
      .values({ staff_id: staff.id, clinic_id: clinicId })
      .onConflict((oc) => oc.column('staff_id').doUpdateSet({ clinic_id: clinicId }))
      .execute()
    const version = staff.version + 1
    await trx.updateTable('staff').set({ version }).where('id', '=', staff.id).execute()
    await ctx.desk.sessions.endAllOf(trx, staff.id)
    return { reply: { id: staff.id, clinicId, version }, fields: ['clinic'], detail: { clinic: clinicId } }
  },
})
