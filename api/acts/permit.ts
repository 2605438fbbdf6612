import { record } from '../audit/record.ts'
import { allows, type Permission } from '../core/access/permissions.ts'
import type { Ctx } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { Forbidden, type Missing } from '../core/errors.ts'

export interface Denial {
  permission: Permission
  patientId?: string
  caseId?: string
  object?: { type: string; id: string }
}

/** Throws Forbidden, and records the denial, unless the signed-in staff member's role holds the permission. */
export async function permit(ctx: Ctx, permission: Permission): Promise<void> {
  if (ctx.actor.type === 'staff' && allows(ctx.actor.role, permission)) return
  await deny(ctx, { permission }, `Your role does not include “${permission}”.`)
}

/** Records a denial, then throws Forbidden with what is missing. */
export async function deny(ctx: Ctx, denial: Denial, why: string, missing: Missing[] = []): Promise<never> {
  await recordDenial(ctx, denial, missing)
  throw new Forbidden(why, missing)
}

/** A denial has a transaction of its own, so that it outlives the refused request. */
export function recordDenial(ctx: Ctx, denial: Denial, missing: Missing[] = []): Promise<void> {
  return transact(ctx.desk.db, (trx) =>
    record(trx, ctx, 'access.denied', {
      outcome: 'denied',
      patientIds: denial.patientId ? [denial.patientId] : [],
      caseId: denial.caseId,
      object: denial.object,
      detail: { permission: denial.permission, missing: missing.map((m) => m.code) },
    }),
  )
}
