import { record } from '../audit/record.ts'
import type { Role } from '../core/access/permissions.ts'
import type { Ctx } from '../core/context.ts'
import type { StaffRow } from '../core/db/tables.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { staffById } from './queries.ts'

/** Disables or enables a staff member. Disabling ends their sessions and open enrolment links in the same moment. */
export async function changeStatus(ctx: Ctx, staffId: string, to: 'disabled' | 'active', version?: number) {
  return transact(ctx.desk.db, (trx) => changeStatusWithin(trx, ctx, staffId, to, version))
}

/** The same as part of a larger act. */
export async function changeStatusWithin(
  trx: Trx,
  ctx: Ctx,
  staffId: string,
  to: 'disabled' | 'active',
  version?: number,
) {
  if (ctx.actor.type === 'staff' && ctx.actor.id === staffId) throw new Invalid({ id: 'is your own account' })
  const staff = await staffById(trx, staffId)
  if (!staff) throw new NotFound('staff member')
  const status = to === 'active' && !staff.password_hash ? 'invited' : to
  const changed = await trx
    .updateTable('staff')
    .set({ status, version: staff.version + 1 })
    .where('id', '=', staffId)
    .where('version', '=', version ?? staff.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Conflict('This staff member was changed meanwhile; reload.')
  if (to === 'disabled') {
    await trx.deleteFrom('staff_session').where('staff_id', '=', staffId).execute()
    await trx
      .updateTable('staff_enrolment')
      .set({ used_at: ctx.now().toISOString() })
      .where('staff_id', '=', staffId)
      .where('used_at', 'is', null)
      .execute()
  }
  await record(trx, ctx, to === 'disabled' ? 'staff.disabled' : 'staff.enabled', {
    object: { type: 'staff', id: staffId },
    fields: ['status'],
  })
  return toStaffMember({ ...staff, status, version: staff.version + 1 })
}

export function toStaffMember(row: StaffRow) {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    status: row.status,
    lastSignInAt: row.last_sign_in_at,
    createdAt: row.created_at,
    version: row.version,
  }
}
