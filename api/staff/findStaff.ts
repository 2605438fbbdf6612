import type { StaffRow } from '../db/tables.ts'
import type { Ctx } from '../http/context.ts'
import { staffById } from './queries.ts'

/** A staff member, for other features that need to know who somebody is. */
export function findStaff(ctx: Ctx, id: string): Promise<StaffRow | undefined> {
  return staffById(ctx.desk.db.read, id)
}
