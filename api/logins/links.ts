import type { Kysely } from 'kysely'
import { hashToken } from '../core/access/keys.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { held } from '../core/db/lock.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { notLiving } from '../patients/living.ts'
import type { PatientRow } from '../patients/published.ts'
import { patientById } from '../patients/published.ts'
import type { AccountRow } from './tables.ts'

export type LinkRow = Tables['portal_token']
/** What a mailed link carries, and what it is good for. */
export interface Secret {
  kind: LinkRow['kind']
  secret: string
}

/** Not used up, not revoked, not expired. */
const live = (db: Kysely<Tables>, { kind, secret }: Secret, now: string) =>
  db
    .selectFrom('portal_token')
    .selectAll()
    .where('token_hash', '=', hashToken(secret))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)

/** Whether a link is worth any work at this moment; what is decided on it is decided on `holdLink`. */
export async function isLive(ctx: Ctx, secret: Secret): Promise<boolean> {
  return (await live(ctx.desk.db.read, secret, ctx.now().toISOString()).executeTakeFirst()) !== undefined
}

/** Holds a link that can still be used, and the login it is for, in the one state that it fits, of a living patient. */
export async function holdLink(
  trx: Trx,
  ctx: Ctx,
  secret: Secret,
): Promise<{ link: LinkRow; login: AccountRow; patient: PatientRow } | undefined> {
  const now = ctx.now().toISOString()
  const { db } = ctx.desk
  const seen = await live(trx, secret, now).executeTakeFirst()
  if (!seen) return undefined
  const login = await held(
    db,
    trx
      .selectFrom('portal_account')
      .selectAll()
      .where('id', '=', seen.account_id)
      .where('status', '=', secret.kind === 'activation' ? 'invited' : 'active'),
  ).executeTakeFirst()
  // Asked again now that the login is held: whoever held it before may have used the link up.
  const link = login && (await held(db, live(trx, secret, now)).executeTakeFirst())
  if (!link) return undefined
  const patient = await patientById(trx, login.patient_id)
  return patient && !notLiving(patient) ? { link, login, patient } : undefined
}

interface NewLink extends Secret {
  expiresAt: string
  /** Where it goes: a contact on file, or by post to the address. */
  goesTo: { contactId: string } | 'post'
}

/** Keeps what a new link or a letter carries, as a hash, and tells of an invitation that it was offered. @returns its id */
export async function putLink(
  trx: Trx,
  ctx: Ctx,
  account: { id: string; patient_id: string },
  { kind, secret, expiresAt, goesTo }: NewLink,
): Promise<string> {
  const id = newId()
  const at = ctx.now().toISOString()
  await trx
    .insertInto('portal_token')
    .values({
      id,
      token_hash: hashToken(secret),
      account_id: account.id,
      kind,
      contact_point_id: goesTo === 'post' ? null : goesTo.contactId,
      by_post: goesTo === 'post' ? 1 : 0,
      created_at: at,
      expires_at: expiresAt,
      failed_attempts: 0,
      used_at: null,
      revoked_at: null,
    })
    .execute()
  if (kind === 'activation') {
    const value = Math.floor(Date.parse(expiresAt) / 1000)
    const offered = { id: `offer:${id}`, patientId: account.patient_id, kind: 'offered', at, value } as const
    await ctx.desk.tell(trx, ctx, [offered])
  }
  return id
}

/** The change that ends links which were not used yet; which of them, the caller says. */
export const endingLinks = (trx: Trx, now: string) =>
  trx
    .updateTable('portal_token')
    .set({ revoked_at: now })
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)

export async function consumeLink(trx: Trx, link: LinkRow, now: string): Promise<void> {
  await trx.updateTable('portal_token').set({ used_at: now }).where('id', '=', link.id).execute()
}

/** Counts one more wrong answer to a link that is held; the last one that is answered ends it. */
export async function countWrongAnswer(trx: Trx, link: LinkRow, most: number, now: string): Promise<void> {
  const failed_attempts = link.failed_attempts + 1
  await trx
    .updateTable('portal_token')
    .set({ failed_attempts, ...(failed_attempts >= most && { revoked_at: now }) })
    .where('id', '=', link.id)
    .execute()
}
