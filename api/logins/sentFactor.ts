import type { Kysely } from 'kysely'
import { newCode } from '../core/access/keys.ts'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { enqueueMail } from '../mail/enqueueMail.ts'
import { patientsPolicy } from '../patients/policy.ts'
import { type ContactPointRow, channelsOf, type PatientRow } from '../patients/published.ts'
import { distrust } from '../patients/trustedChannel.ts'
import { loginsPolicy } from './policy.ts'

export type SentFactor = Tables['portal_sent_factor']

/** That a login's second step is a code that is sent, also where that is not set up to its end. */
export function sentFactorOf(db: Kysely<Tables>, accountId: string): Promise<SentFactor | undefined> {
  return db
    .selectFrom('portal_sent_factor')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/** Where a code of a patient may go: by the one rule for what lets in (`trustedChannel.ts`), and without a call. */
export async function codeChannels(
  db: Kysely<Tables>,
  ctx: Ctx,
  patient: PatientRow,
): Promise<ContactPointRow[]> {
  const policy = await readPolicy(db, patientsPolicy)
  const at = { now: ctx.now(), ...(ctx.desk.config.sms && { texts: policy.homeCountry }) }
  return (await channelsOf(db, patient.id)).filter((one) => !distrust(one, patient, at, policy))
}

/**
 * Sends a code to where the patient chose, or to what else they can be reached by where that is not on file any more. It takes the
 * place of the one before, and the budget of codes by mail is the patient's (`secretsByMailAnHour`).
 * @returns where it went; nothing where there is nothing it may go to.
 */
export async function sendCode(
  trx: Trx,
  ctx: Ctx,
  patient: PatientRow,
  accountId: string,
  chosen: string,
): Promise<ContactPointRow | undefined> {
  const channels = await codeChannels(trx, ctx, patient)
  const channel = channels.find((one) => one.id === chosen) ?? channels[0]
  if (!channel) return undefined
  const { sentCodeMinutes } = await readPolicy(trx, loginsPolicy)
  const code = newCode()
  const row = {
    code_hash: hashOf(ctx, accountId, code),
    code_expires_at: new Date(ctx.now().getTime() + sentCodeMinutes * 60_000).toISOString(),
  }
  await trx
    .insertInto('portal_sent_factor')
    .values({ account_id: accountId, contact_point_id: channel.id, set_at: null, ...row })
    .onConflict((oc) => oc.column('account_id').doUpdateSet(row))
    .execute()
  await enqueueMail(trx, ctx, {
    template: 'sign-in-code',
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
  code: string,
  set: { set_at?: string } = {},
): Promise<boolean> {
  const used = await trx
    .updateTable('portal_sent_factor')
    .set({ code_hash: null, code_expires_at: null, ...set })
    .where('account_id', '=', account_id)
    .where('code_hash', '=', hashOf(ctx, account_id, code))
    .where('code_expires_at', '>', ctx.now().toISOString())
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

const hashOf = (ctx: Ctx, accountId: string, code: string) =>
  ctx.desk.keys.mac(`sign-in-code:${accountId}`, code)
