import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { spendRequest } from '../acts/limits.ts'
import { challengeUntil } from '../core/access/challenge.ts'
import { hashToken } from '../core/access/keys.ts'
import type { assertion } from '../core/access/passkeySchema.ts'
import { answered, goesOn, type Signed } from '../core/access/passkeys.ts'
import type { Ctx } from '../core/context.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import type { PatientRow } from '../patients/published.ts'
import { notifyOwner, notifyOwnerOf } from './notifyOwner.ts'
import type { AccountRow } from './tables.ts'

export type PortalPasskey = Tables['portal_passkey']

const ofLogin = prepared((db, p: { accountId: string }) =>
  db
    .selectFrom('portal_passkey')
    .selectAll()
    .where('account_id', '=', p.accountId)
    .orderBy('created_at')
    .orderBy('id'),
)

/** The passkeys of a login, the oldest first. */
export const passkeysOf = (db: Kysely<Tables>, accountId: string): Promise<PortalPasskey[]> =>
  ofLogin(db, { accountId })

export function passkeyByCredential(
  db: Kysely<Tables>,
  credentialId: string,
): Promise<PortalPasskey | undefined> {
  return db
    .selectFrom('portal_passkey')
    .selectAll()
    .where('credential_id', '=', credentialId)
    .executeTakeFirst()
}

export async function keepPasskey(trx: Trx, passkey: PortalPasskey): Promise<void> {
  await trx.insertInto('portal_passkey').values(passkey).execute()
}

/** Takes one passkey of a login, or all. @returns how many there were */
export async function removePasskeys(trx: Trx, accountId: string, id?: string): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('portal_passkey')
    .where('account_id', '=', accountId)
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/**
 * Takes all passkeys of a login about which there is doubt who holds it, and tells its owner where there were any. Whoever got
 * in once with the password may have added one, and which are whose nobody can tell; the owner adds theirs again. So does the
 * desk when it unlocks, disables or enables; a forgotten password, or a link without any of these, puts none in doubt (2026-11-26).
 * @returns the fields of the login that changed
 */
export async function voidPasskeys(
  trx: Trx,
  ctx: Ctx,
  patient: PatientRow,
  accountId: string,
): Promise<string[]> {
  if ((await removePasskeys(trx, accountId)) === 0) return []
  await notifyOwner(trx, ctx, patient, 'passkeys-void')
  return ['secondFactor']
}

/**
 * What somebody's passkey signed, and whose login it is of; before the transaction that decides whether it counts.
 * There is no session yet that could ask without end, so that a passkey has the budget of one (2026-11-26). @throws TooMany
 */
export async function checkSigned(
  ctx: Ctx,
  given: z.output<typeof assertion>,
): Promise<(Signed & { passkeyId: string; accountId: string; patientId: string }) | undefined> {
  const kept = await ctx.desk.db.read
    .selectFrom('portal_passkey as k')
    .innerJoin('portal_account as a', 'a.id', 'k.account_id')
    .select(['k.id', 'k.public_key', 'k.account_id', 'a.patient_id'])
    .where('k.credential_id', '=', given.id)
    .executeTakeFirst()
  const signed = kept && (await answered(ctx.desk.config, kept, given))
  if (!signed) return undefined
  await spendRequest(ctx, kept.id)
  return { ...signed, passkeyId: kept.id, accountId: kept.account_id, patientId: kept.patient_id }
}

/** Uses up the challenge that was answered: of many answers to one, the first. @returns whether it was ours, for this, and in time */
export async function takeChallenge(
  trx: Trx,
  ctx: Ctx,
  purpose: string,
  challenge: string,
): Promise<boolean> {
  const until = challengeUntil(ctx.desk.keys, purpose, challenge, ctx.now())
  if (!until) return false
  const used = await trx
    .insertInto('portal_challenge_used')
    .values({ challenge_hash: hashToken(challenge), expires_at: until.toISOString() })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  return used.numInsertedOrUpdatedRows === 1n
}

/**
 * Takes what was signed for a proof, of a login that is held: an answer to a challenge for this purpose, used once, of a passkey that is
 * still there and whose counter goes on. One that does not was perhaps copied: it is refused, and its owner told.
 */
export async function provePasskey(
  trx: Trx,
  ctx: Ctx,
  login: AccountRow,
  signed: Signed & { passkeyId: string },
  purpose: string,
): Promise<PortalPasskey | 'wrong-passkey' | 'counter-went-back'> {
  const inTime = await takeChallenge(trx, ctx, purpose, signed.challenge)
  const passkey = (await passkeysOf(trx, login.id)).find(({ id }) => id === signed.passkeyId)
  if (!inTime || !passkey) return 'wrong-passkey'
  if (!goesOn(signed, passkey)) {
    await notifyOwnerOf(trx, ctx, login.patient_id, 'passkey-copied')
    return 'counter-went-back'
  }
  await trx
    .updateTable('portal_passkey')
    .set({ counter: signed.counter, last_used_at: ctx.now().toISOString() })
    .where('id', '=', passkey.id)
    .execute()
  return passkey
}

/** Forgets answers to challenges that are over. */
export async function forgetChallenges(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('portal_challenge_used').where('expires_at', '<', now.toISOString()).execute()
}
