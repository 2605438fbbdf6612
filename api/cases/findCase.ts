import type { Ctx } from '../core/context.ts'
import type { CaseRow } from '../core/db/tables.ts'

/** A case, for other features that act within one. */
export function caseById(ctx: Ctx, id: string): Promise<CaseRow | undefined> {
  return ctx.desk.db.read.selectFrom('support_case').selectAll().where('id', '=', id).executeTakeFirst()
}
