import type { Ctx } from '../core/context.ts'
import type { VerificationRow } from '../core/db/tables.ts'

/** A verification, for other features that ask how far a caller was proved. */
export function verificationById(ctx: Ctx, id: string): Promise<VerificationRow | undefined> {
  return ctx.desk.db.read.selectFrom('verification').selectAll().where('id', '=', id).executeTakeFirst()
}
