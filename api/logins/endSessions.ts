import type { z } from 'zod'
import type { StaffCtx } from '../core/context.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { authorizeAct } from './authorizeAct.ts'
import { finishAct } from './finishAct.ts'
import { addPortalEvent, endPortalSessions } from './queries.ts'
import type { actBody } from './schema.ts'

/** Signs the patient out everywhere at once. */
export async function endSessions(
  ctx: StaffCtx,
  patientId: string,
  { reason, ...input }: z.output<typeof actBody>,
) {
  const allowed = await authorizeAct(ctx, { patientId, act: 'end-sessions', ...input })
  const { account } = allowed
  return transactOnce(ctx, async (trx) => {
    if (!account) throw new Conflict('The patient has no login.')
    const sessionsEnded = await endPortalSessions(trx, account.id)
    await addPortalEvent(trx, ctx, patientId, 'sessions-ended')
    return finishAct(trx, ctx, allowed, account, {
      act: 'end-sessions',
      action: 'account.sessions-ended',
      reason,
      fields: ['sessions'],
      sessionsEnded,
    })
  })
}
