import { record } from '../audit/record.ts'
import type { StaffCtx } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'

export async function signOut(ctx: StaffCtx, cookie: string | undefined): Promise<string> {
  await transact(ctx.desk.db, (trx) =>
    record(trx, ctx, 'staff.signed-out', { object: { type: 'staff', id: ctx.actor.id } }),
  )
  return ctx.desk.sessions.end(cookie)
}
