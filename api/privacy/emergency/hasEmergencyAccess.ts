import type { Ctx } from '../../core/context.ts'
import { prepared } from '../../core/db/prepared.ts'

const openAccess = prepared((db, p: { staffId: string; patientId: string; now: string }) =>
  db
    .selectFrom('break_glass')
    .select('id')
    .where('staff_id', '=', p.staffId)
    .where('patient_id', '=', p.patientId)
    .where('expires_at', '>', p.now)
    .limit(1),
)

/** Whether the signed-in person has emergency access to this patient, and its time has not run out. */
export async function hasEmergencyAccess(ctx: Ctx, patientId: string): Promise<boolean> {
  if (ctx.actor.type !== 'staff') return false
  const rows = await openAccess(ctx.desk.db.read, {
    staffId: ctx.actor.id,
    patientId,
    now: ctx.now().toISOString(),
  })
  return rows.length > 0
}
