import type { z } from 'zod'
import { record } from '../../audit/record.ts'
import { allows, type Role } from '../../core/access/permissions.ts'
import type { StaffCtx } from '../../core/context.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { Invalid } from '../../core/errors.ts'
import { findStaff } from '../../staff/findStaff.ts'
import { about, changeAlert, needAlert } from './changeAlert.ts'
import type { assign } from './schema.ts'
import { showAlert } from './showAlert.ts'

/** Gives an alert to an officer, or back to the queue. */
export async function assignAlert(ctx: StaffCtx, id: string, { staffId, version }: z.output<typeof assign>) {
  const row = await needAlert(ctx, id)
  if (staffId) {
    const officer = await findStaff(ctx, staffId)
    if (officer?.status !== 'active' || !allows(officer.role as Role, 'privacy.review'))
      throw new Invalid({ staffId: 'is not an active privacy officer' })
    if (staffId === row.staff_id) throw new Invalid({ staffId: 'is the person the alert is about' })
  }
  await transactOnce(ctx, async (trx) => {
    await changeAlert(trx, id, { status: 'open', version }, { assigned_to: staffId })
    await record(trx, ctx, 'privacy-alert.assigned', { ...about(row), fields: ['assignedTo'] })
    return {}
  })
  return showAlert(ctx, id)
}
