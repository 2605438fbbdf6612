import { daysAfter } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { changeAccount } from './changeAccount.ts'
import { newLogin, putLogin } from './invite.ts'
import { newLetterCode } from './letterCode.ts'
import { endingLinks, putLink } from './links.ts'
import { holdAccountByPatient } from './published.ts'
import { revokeLinks } from './revokeLinks.ts'
import type { AccountRow } from './tables.ts'

export interface ByPost {
  login: AccountRow
  tokenId: string
  code: string
  expiresAt: string
}

/**
 * Makes the code of an activation letter, and the login it is for where there is none yet, in the caller's transaction. Links and
 * codes before it end. The patient is held.
 * @returns nothing where the login is not one that an invitation fits.
 */
export async function inviteByPost(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  days: number,
): Promise<ByPost | undefined> {
  const now = ctx.now()
  const at = now.toISOString()
  let login = await holdAccountByPatient(trx, ctx, patientId)
  if (login && login.status !== 'invited') return undefined
  if (login) login = await changeAccount(trx, login, { invited_at: at })
  else {
    // Nobody's address is at hand to be known by; it is found taken as good as never, then another is tried.
    do login = newLogin(patientId, `patient-${newLetterCode().slice(0, 9).toLowerCase()}`, at)
    while (!(await putLogin(trx, login)))
  }
  const code = newLetterCode()
  const expiresAt = daysAfter(now, days)
  await revokeLinks(trx, login, at)
  const tokenId = await putLink(trx, ctx, login, {
    kind: 'activation',
    secret: code,
    expiresAt,
    goesTo: 'post',
  })
  return { login, tokenId, code, expiresAt }
}

/** Ends the code of one letter, which was spoiled or came back. */
export async function endLetterCode(trx: Trx, tokenId: string, now: string): Promise<void> {
  await endingLinks(trx, now).where('id', '=', tokenId).execute()
}

/** Ends the codes that are on their way to an address, or there, once the patient's is another. */
export async function endCodesByPost(trx: Trx, ctx: Ctx, patientId: string): Promise<void> {
  const login = await holdAccountByPatient(trx, ctx, patientId)
  if (!login) return
  await endingLinks(trx, ctx.now().toISOString())
    .where('account_id', '=', login.id)
    .where('by_post', '=', 1)
    .execute()
}

/** Which of some codes still open something. */
export async function liveCodes(trx: Trx, ctx: Ctx, tokenIds: readonly string[]): Promise<Set<string>> {
  if (tokenIds.length === 0) return new Set()
  const rows = await trx
    .selectFrom('portal_token')
    .select('id')
    .where('id', 'in', tokenIds)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now().toISOString())
    .execute()
  return new Set(rows.map(({ id }) => id))
}
