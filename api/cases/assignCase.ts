import type { z } from 'zod'
import { record } from '../audit/record.ts'
import type { StaffCtx } from '../core/context.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { findStaff } from '../staff/findStaff.ts'
import { caseById } from './findCase.ts'
import { changeCase } from './queries.ts'
import type { assign } from './schema.ts'
import { showCase } from './showCase.ts'

export async function assignCase(
  ctx: StaffCtx,
  caseId: string,
  { staffId, version }: z.output<typeof assign>,
) {
  const row = await caseById(ctx, caseId)
  if (!row) throw new NotFound('case')
  if (staffId && (await findStaff(ctx, staffId))?.status !== 'active')
    throw new Invalid({ staffId: 'is not an active staff member' })
  await transactOnce(ctx, async (trx) => {
    if (!(await changeCase(trx, caseId, version, { assigned_to: staffId })))
      throw new Conflict('The case changed meanwhile; reload.')
    await record(trx, ctx, 'case.assigned', {
      patientIds: [row.patient_id],
      object: { type: 'case', id: caseId },
      caseId,
      fields: ['assignedTo'],
    })
    return {}
  })
  return showCase(ctx, caseId)
}
