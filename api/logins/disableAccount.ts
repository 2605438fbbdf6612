import type { z } from 'zod'
import { escalateWithin } from '../cases/escalateCase.ts'
import type { StaffCtx } from '../core/context.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { authorizeAct } from './authorizeAct.ts'
import { finishAct } from './finishAct.ts'
import { addPortalEvent, changeAccount, endPortalSessions, revokeLinks } from './queries.ts'
import type { disableBody } from './schema.ts'

const forPrivacy: readonly string[] = ['wrong-person', 'suspected-takeover']

/**
 * Closes a login at once: sessions end, links die. It needs no proof, since waiting for proof helps an intruder;
 * undoing it does. A wrong person or a takeover goes to privacy in the same transaction.
 */
export async function disableAccount(
  ctx: StaffCtx,
  patientId: string,
  { reason, ...input }: z.output<typeof disableBody>,
) {
  const allowed = await authorizeAct(ctx, { patientId, act: 'disable', ...input })
  const { account } = allowed
  return transactOnce(ctx, async (trx) => {
    if (!account) throw new Conflict('The patient has no login.')
    if (account.status === 'disabled') throw new Conflict('The login is disabled already.')
    const change = { status: 'disabled', status_reason: reason } as const
    if (!(await changeAccount(trx, account, change)))
      throw new Conflict('The login changed meanwhile; reload.')
    await revokeLinks(trx, account, ctx.now().toISOString())
    const sessionsEnded = await endPortalSessions(trx, account.id)
    await addPortalEvent(trx, ctx, patientId, 'disabled', reason)
    if (forPrivacy.includes(reason)) await escalateWithin(trx, ctx, allowed.case, 'privacy')
    return finishAct(
      trx,
      ctx,
      allowed,
      { ...account, ...change, version: account.version + 1 },
      {
        act: 'disable',
        action: 'account.disabled',
        reason,
        fields: ['status', 'statusReason'],
        sessionsEnded,
      },
    )
  })
}
