import { record } from '../audit/record.ts'
import { transact } from '../db/transact.ts'
import type { StaffCtx } from '../http/context.ts'

export async function signOut(ctx: StaffCtx, cookie: string | undefined): Promise<string> {
  await transact(ctx.desk.db, (trx) =>
    record(trx, ctx, 'staff.signed-out', { object: { type: 'staff', id: ctx.actor.id } }),
  )
  return ctx.desk.sessions.end(cookie)
}
