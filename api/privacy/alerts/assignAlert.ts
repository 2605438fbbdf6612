import { act } from '../../acts/act.ts'
import { allows, type Role } from '../../core/access/permissions.ts'
import { Invalid } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { staffById } from '../../staff/published.ts'
import { notAnOfficer, thePersonItself } from '../words.ts'
import { changeAlert } from './queries.ts'
import * as schema from './schema.ts'
import { onAlerts } from './target.ts'

/** Gives an alert to an officer, or back to the queue. */
export const assignAlert = act({
  ...onAlerts,
  name: 'privacy-alert.assigned',
  words: { en: 'Assigned a privacy alert', es: 'Asignó una alerta de privacidad' },
  verb: { en: 'Assign', es: 'Asignar' },
  at: 'POST /api/privacy-alerts/{id}/assign',
  params: idParam,
  body: schema.assign,
  reply: schema.alertDone,
  guards: { notOwn: true, from: ['open'], version: true },
  async do(trx, _ctx, row, { staffId }) {
    if (staffId) {
      const officer = await staffById(trx, staffId)
      if (officer?.status !== 'active' || !allows(officer.role as Role, 'privacy.review'))
        throw new Invalid({ staffId: notAnOfficer })
      if (staffId === row.staff_id) throw new Invalid({ staffId: thePersonItself })
    }
    return { reply: await changeAlert(trx, row, { assigned_to: staffId }), fields: ['assignedTo'] }
  },
})
