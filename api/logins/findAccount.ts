import type { Ctx } from '../core/context.ts'
import type { AccountRow } from '../core/db/tables.ts'
import { accountByPatient, countOpenSessions } from './queries.ts'

/** A patient's portal login with the number of its live sessions, for other features to show. */
export async function accountOf(
  ctx: Ctx,
  patientId: string,
): Promise<(AccountRow & { openSessions: number }) | undefined> {
  const account = await accountByPatient(ctx.desk.db.read, patientId)
  if (!account) return undefined
  return {
    ...account,
    openSessions: await countOpenSessions(ctx.desk.db.read, account.id, ctx.now().toISOString()),
  }
}
