import { act } from '../../acts/act.ts'
import { idParam } from '../../core/http/schema.ts'
import { asked } from '../requests.ts'
import * as schema from '../schema.ts'
import { onRole } from './target.ts'

/** Asks that somebody's role be another. Nothing changes by it until a second person approves. */
export const askRole = act({
  name: 'staff.role-asked',
  letter: 'C',
  words: { en: 'Requested a change of a colleague’s role', es: 'Solicitó cambiar la función de un colega' },
  watch: 'nothing',
  verb: { en: 'Request another role', es: 'Solicitar otra función' },
  tag: 'Staff',
  at: 'POST /api/staff/{id}/role-requests',
  needs: 'staff.manage',
  fresh: true,
  status: 201,
  params: idParam,
  body: schema.askingRole,
  reply: schema.roleDecided,
  on: onRole,
  guards: { notMyself: true, version: true, active: true, otherRole: true, noneWaits: true },
  async do(trx, ctx, staff, { role, reason }) {
    const request = { ...asked(ctx, staff), from_role: staff.role, to_role: role, reason }
    await trx.insertInto('role_request').values(request).execute()
    const { id } = request
    return {
      reply: { id, decision: null },
      about: { object: { type: 'staff', id: staff.id }, purpose: reason },
      detail: { request: id, from: staff.role, to: role },
    }
  },
})
