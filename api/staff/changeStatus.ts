import { act } from '../acts/act.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { idParam } from '../core/http/schema.ts'
import { presentStaff } from './present.ts'
import { endEnrolmentsOf } from './queries.ts'
import * as schema from './schema.ts'
import type { StaffRow } from './tables.ts'
import { onStaff } from './target.ts'

const common = {
  letter: 'U',
  watch: 'nothing',
  tag: 'Staff',
  needs: 'staff.manage',
  fresh: true,
  params: idParam,
  reply: schema.staffMember,
  on: onStaff,
  guards: { notMyself: true, version: true },
} as const

/** Disables a staff member: their sessions and open enrolment links end in the same moment. */
export const disableStaff = act({
  ...common,
  name: 'staff.disabled',
  words: { en: 'Disabled a staff member', es: 'Desactivó a un miembro del personal' },
  verb: { en: 'Disable a staff member', es: 'Desactivar a un miembro del personal' },
  at: 'POST /api/staff/{id}/disable',
  body: schema.disabling,
  do: async (trx, ctx, staff, { reason }) => ({
    reply: presentStaff(await disable(trx, ctx, staff)),
    about: { purpose: reason },
    fields: ['status'],
  }),
})

/** Lets a staff member sign in again, or finish their enrolment. */
export const enableStaff = act({
  ...common,
  name: 'staff.enabled',
  words: { en: 'Enabled a staff member', es: 'Activó a un miembro del personal' },
  verb: { en: 'Enable a staff member', es: 'Activar a un miembro del personal' },
  at: 'POST /api/staff/{id}/enable',
  body: schema.enabling,
  guards: { ...common.guards, employed: true },
  do: async (trx, _ctx, staff) => ({
    reply: presentStaff(await setStatus(trx, staff, staff.password_hash ? 'active' : 'invited')),
    fields: ['status'],
  }),
})

/** Disabling as part of a larger act, which must record it. */
export async function disable(trx: Trx, ctx: Ctx, staff: StaffRow): Promise<StaffRow> {
  await ctx.desk.sessions.endAllOf(trx, staff.id)
  await endEnrolmentsOf(trx, ctx, staff.id)
  return setStatus(trx, staff, 'disabled')
}

async function setStatus(trx: Trx, staff: StaffRow, status: StaffRow['status']): Promise<StaffRow> {
  const change = { status, version: staff.version + 1 }
  await trx.updateTable('staff').set(change).where('id', '=', staff.id).execute()
  return { ...staff, ...change }
}
