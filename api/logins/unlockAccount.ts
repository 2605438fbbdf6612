import type { z } from 'zod'
import type { StaffCtx } from '../core/context.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { authorizeAct } from './authorizeAct.ts'
import { finishAct } from './finishAct.ts'
import { chooseChannel, issueLink } from './issueLink.ts'
import { addPortalEvent, changeAccount } from './queries.ts'
import type { linkBody } from './schema.ts'

/** Unlocks a login. The old password no longer opens it: a reset link leaves in the same transaction. */
export async function unlockAccount(
  ctx: StaffCtx,
  patientId: string,
  { channelId, reason, ...input }: z.output<typeof linkBody>,
) {
  const allowed = await authorizeAct(ctx, { patientId, act: 'unlock', ...input })
  const { account } = allowed
  const done = await transactOnce(ctx, async (trx) => {
    if (account?.status !== 'locked') throw new Conflict('The login is not locked.')
    const channel = await chooseChannel(trx, patientId, channelId)
    const change = {
      status: 'active',
      must_change_password: 1,
      failed_attempts: 0,
      locked_at: null,
      status_reason: null,
    } as const
    if (!(await changeAccount(trx, account, change)))
      throw new Conflict('The login changed meanwhile; reload.')
    const unlocked = { ...account, ...change, version: account.version + 1 }
    const mail = await issueLink(trx, ctx, unlocked, 'reset', channel, allowed.patient.language, input.caseId)
    await addPortalEvent(trx, ctx, patientId, 'unlocked')
    return finishAct(trx, ctx, allowed, unlocked, {
      act: 'unlock',
      action: 'account.unlocked',
      reason,
      fields: ['status', 'mustChangePassword'],
      mail,
    })
  })
  deliverSoon(ctx.desk)
  return done
}
