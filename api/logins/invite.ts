import { act } from '../acts/act.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { emailKey } from '../core/normalize.ts'
import { changeAccount } from './changeAccount.ts'
import { done, onLogins } from './done.ts'
import { chooseChannel, issueLink } from './issueLink.ts'
import { linkBody } from './schema.ts'
import type { AccountRow } from './tables.ts'
import { usernameTaken } from './words.ts'

/** Sends a patient's first invitation, or a new one that puts an end to those before it. */
export const invite = act({
  ...onLogins,
  name: 'account.invited',
  letter: 'C',
  words: { en: 'Sent an invitation to the portal', es: 'Envió una invitación al portal' },
  watch: 'reset',
  verb: { en: 'Send an invitation', es: 'Enviar una invitación' },
  at: 'POST /api/patients/{id}/acts/invite',
  body: linkBody,
  guards: {
    openCase: true,
    queue: true,
    tier: 'T1',
    stranger: true,
    living: true,
    undoubtedChild: true,
    from: ['none', 'invited'],
  },
  async do(trx, ctx, found, { channelId, reason }) {
    const now = ctx.now().toISOString()
    const { patient, supportCase } = found
    const channel = await chooseChannel(trx, ctx, found, channelId)
    let login: AccountRow
    if (found.login) login = await changeAccount(trx, found.login, { invited_at: now })
    else {
      login = newLogin(patient.id, channel.value.trim(), now)
      if (!(await putLogin(trx, login))) throw new Conflict(usernameTaken)
    }
    const mail = await issueLink(trx, ctx, login, 'activation', channel, patient.language, supportCase)
    return done(trx, ctx, found, login, {
      act: 'invite',
      reason,
      tells: 'invited',
      fields: ['invitedAt'],
      mail,
    })
  },
})

/** Keeps a new login, unless its username is taken: that itself decides, since several at once would each find it free. */
export async function putLogin(trx: Trx, login: AccountRow): Promise<boolean> {
  const made = await trx
    .insertInto('portal_account')
    .values(login)
    .onConflict((oc) => oc.column('username_key').doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

export function newLogin(patientId: string, username: string, now: string): AccountRow {
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
