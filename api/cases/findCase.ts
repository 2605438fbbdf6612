import type { CaseRow } from '../db/tables.ts'
import type { Ctx } from '../http/context.ts'

/** A case, for other features that act within one. */
export function caseById(ctx: Ctx, id: string): Promise<CaseRow | undefined> {
  return ctx.desk.db.read.selectFrom('support_case').selectAll().where('id', '=', id).executeTakeFirst()
}
