import type { z } from 'zod'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { AccountRow } from '../core/db/tables.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { emailKey } from '../patients/fold.ts'
import { authorizeAct } from './authorizeAct.ts'
import { finishAct } from './finishAct.ts'
import { chooseChannel, issueLink } from './issueLink.ts'
import { accountByUsername, addPortalEvent, changeAccount } from './queries.ts'
import type { linkBody } from './schema.ts'

/** Sends a patient's first invitation, or a new one that puts an end to those before it. */
export async function invitePatient(
  ctx: StaffCtx,
  patientId: string,
  { channelId, reason, ...input }: z.output<typeof linkBody>,
) {
  const allowed = await authorizeAct(ctx, { patientId, act: 'invite', ...input })
  const { patient } = allowed
  const done = await transactOnce(ctx, async (trx) => {
    if (patient.deceased_at)
      throw new Conflict('The patient is recorded as deceased. Requests go to release of information.')
    if (patient.replaced_by)
      throw new Conflict('This record was merged into another. Invite the surviving record.')
    if (allowed.account && allowed.account.status !== 'invited')
      throw new Conflict(`The login is ${allowed.account.status}, so there is nothing to activate.`)
    const now = ctx.now().toISOString()
    const channel = await chooseChannel(trx, patientId, channelId)
    let account = allowed.account
    if (account) {
      if (!(await changeAccount(trx, account, { invited_at: now })))
        throw new Conflict('The login changed meanwhile; reload.')
      account = { ...account, invited_at: now, version: account.version + 1 }
    } else {
      const username = channel.value.trim()
      if (await accountByUsername(trx, emailKey(username)))
        throw new Conflict(
          'Another patient signs in with this e-mail address. Ask registration for one of the patient’s own.',
        )
      account = newAccount(patientId, username, now)
      await trx.insertInto('portal_account').values(account).execute()
    }
    const mail = await issueLink(trx, ctx, account, 'activation', channel, patient.language, input.caseId)
    await addPortalEvent(trx, ctx, patientId, 'invited')
    return finishAct(trx, ctx, allowed, account, {
      act: 'invite',
      action: 'account.invited',
      reason,
      fields: ['invitedAt'],
      mail,
    })
  })
  deliverSoon(ctx.desk)
  return done
}

function newAccount(patientId: string, username: string, now: string): AccountRow {
  return {
    id: newId(),
    patient_id: patientId,
    username,
    username_key: emailKey(username),
    status: 'invited',
    password_hash: null,
    must_change_password: 0,
    failed_attempts: 0,
    locked_at: null,
    status_reason: null,
    second_factor: null,
    invited_at: now,
    activation_started_at: null,
    activated_at: null,
    last_sign_in_at: null,
    created_at: now,
    version: 1,
  }
}
