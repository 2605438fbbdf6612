import type { z } from 'zod'
import type { StaffCtx } from '../core/context.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { authorizeAct } from './authorizeAct.ts'
import { finishAct } from './finishAct.ts'
import { chooseChannel, issueLink } from './issueLink.ts'
import { addPortalEvent } from './queries.ts'
import type { linkBody } from './schema.ts'

/** Sends a link with which the patient, who proves the birth date, chooses a new password. Staff never see it. */
export async function sendResetLink(
  ctx: StaffCtx,
  patientId: string,
  { channelId, reason, ...input }: z.output<typeof linkBody>,
) {
  const allowed = await authorizeAct(ctx, { patientId, act: 'send-reset-link', ...input })
  const { account } = allowed
  const done = await transactOnce(ctx, async (trx) => {
    if (!account) throw new Conflict('The patient has no login yet. Send an invitation.')
    if (account.status === 'locked')
      throw new Conflict('The login is locked. Unlocking it sends a reset link.')
    if (account.status !== 'active')
      throw new Conflict(`The login is ${account.status}; there is no password to reset.`)
    const channel = await chooseChannel(trx, patientId, channelId)
    const mail = await issueLink(trx, ctx, account, 'reset', channel, allowed.patient.language, input.caseId)
    await addPortalEvent(trx, ctx, patientId, 'reset-link-sent')
    return finishAct(trx, ctx, allowed, account, {
      act: 'send-reset-link',
      action: 'account.reset-link-sent',
      reason,
      fields: [],
      mail,
    })
  })
  deliverSoon(ctx.desk)
  return done
}
