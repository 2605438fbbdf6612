import type { Ctx } from '../core/context.ts'
import { staffById } from './queries.ts'
import type { StaffRow } from './tables.ts'

/** A staff member, for other features that need to know who somebody is. */
export function findStaff(ctx: Ctx, id: string): Promise<StaffRow | undefined> {
  return staffById(ctx.desk.db.read, id)
}
