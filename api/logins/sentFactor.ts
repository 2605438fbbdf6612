import type { Kysely } from 'kysely'
import { newCode } from '../core/access/keys.ts'
import { spend } from '../core/access/throttle.ts'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { enqueueMail } from '../mail/enqueueMail.ts'
import { contactsWithoutCodes } from '../patients/guardiansContacts.ts'
import { patientsPolicy } from '../patients/policy.ts'
import type { ContactPointRow, PatientRow } from '../patients/published.ts'
import { channelsToProve } from '../patients/sharedContacts.ts'
import { distrust } from '../patients/trustedChannel.ts'
import { loginsPolicy } from './policy.ts'
import type { AccountRow } from './tables.ts'

export type SentFactor = Tables['portal_sent_factor']

/** What a code is sent for, and good for: with one to sign in nobody takes the second step away. */
type Purpose = 'sign-in' | 'change'
export interface Asked {
  purpose: Purpose
  /** The device the owner is known on, or their own session. */
  from: string | undefined
}

/** That a login's second step is a code that is sent, also where that is not set up to its end. */
export function sentFactorOf(db: Kysely<Tables>, accountId: string): Promise<SentFactor | undefined> {
  return db
    .selectFrom('portal_sent_factor')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/**
 * Where a code of a patient may go: by the one rule for what lets in (`trustedChannel.ts`), and without a call. What is also a
 * guardian's takes none, of a teenager neither their email: nobody at the desk was there to ask for level 3 (2026-11-28).
 */
export async function codeChannels(
  db: Kysely<Tables>,
  ctx: Ctx,
  patient: PatientRow,
): Promise<ContactPointRow[]> {
  const policy = await readPolicy(db, patientsPolicy)
  const at = { now: ctx.now(), ...(ctx.desk.config.sms && { texts: policy.homeCountry }) }
  const isGuardians = await contactsWithoutCodes(db, patient, at.now)
  return (await channelsToProve(db, patient.id)).filter(
    (one) => !distrust(one, patient, at, policy) && !isGuardians(one),
  )
}

/**
 * Sends a code to where the patient chose, or to what else they can be reached by where that is not on file any more. It takes the
 * place of the one before. Who asks knows the password, and may be a stranger: like wrong codes (`spendFactor.ts`) those that are
 * sent count by the device, else for the password of then, so that the owner gets theirs, and a link for a new password (2026-11-27).
 * @returns where it went; `none` where there is nothing it may go to, `over` where as many were sent as are in an hour.
 */
export async function sendCode(
  trx: Trx,
  ctx: Ctx,
  patient: PatientRow,
  login: Pick<AccountRow, 'id' | 'password_hash'>,
  chosen: string,
  { purpose, from }: Asked,
): Promise<ContactPointRow | 'none' | 'over'> {
  const channels = await codeChannels(trx, ctx, patient)
  const channel = channels.find((one) => one.id === chosen) ?? channels[0]
  if (!channel) return 'none'
  const { sentCodeMinutes, sentCodesAnHour: most } = await readPolicy(trx, loginsPolicy)
  const key = `sent-codes:${login.id}:${from ?? login.password_hash}`
  if (!(await spend(trx, ctx, { key, most, minutes: 60 }))) return 'over'
  const code = newCode()
  const row = {
    code_hash: hashOf(ctx, login.id, purpose, code),
    code_expires_at: new Date(ctx.now().getTime() + sentCodeMinutes * 60_000).toISOString(),
  }
  await trx
    .insertInto('portal_sent_factor')
    .values({ account_id: login.id, contact_point_id: channel.id, set_at: null, ...row })
    .onConflict((oc) => oc.column('account_id').doUpdateSet(row))
    .execute()
  await enqueueMail(trx, ctx, {
    template: purpose === 'sign-in' ? 'sign-in-code' : 'second-step-code',
    patientId: patient.id,
    contact: channel,
    language: patient.language,
    expiresAt: row.code_expires_at,
    values: { code },
  })
  return channel
}

/** Another contact is chosen while nothing is set up: a code that was sent to the one before is void. */
export async function chooseChannel(trx: Trx, accountId: string, contactPointId: string): Promise<void> {
  await trx.deleteFrom('portal_sent_factor').where('account_id', '=', accountId).execute()
  await trx
    .insertInto('portal_sent_factor')
    .values({
      account_id: accountId,
      contact_point_id: contactPointId,
      code_hash: null,
      code_expires_at: null,
      set_at: null,
    })
    .execute()
}

/**
 * Whether a code is the one sent last and good still, and used up with that: of the same at many doors at once one is right.
 * @param set the moment it was set up, where this code is what sets it up
 */
export async function spendSentCode(
  trx: Trx,
  ctx: Ctx,
  { account_id }: SentFactor,
  purpose: Purpose,
  code: string,
  set: { set_at?: string } = {},
): Promise<boolean> {
  const used = await trx
    .updateTable('portal_sent_factor')
    .set({ code_hash: null, code_expires_at: null, ...set })
    .where('account_id', '=', account_id)
    .where('code_hash', '=', hashOf(ctx, account_id, purpose, code))
    .where('code_expires_at', '>', ctx.now().toISOString())
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

const hashOf = (ctx: Ctx, accountId: string, purpose: Purpose, code: string) =>
  ctx.desk.keys.mac(`sent-code:${purpose}:${accountId}`, code)
