import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { withdrawMailsTo } from '../mail/withdrawMails.ts'
import { endProofingsTo } from '../proofing/endProofingsTo.ts'
import { endingLinks } from './links.ts'
import { holdAccountByPatient } from './published.ts'
import { revokeLinks } from './revokeLinks.ts'
import { endPortalSessions } from './sessions.ts'

/** Ends what is open of a login whose patient died, or whose record is not in use any more: links, mails, sessions. */
export async function closeAccess(trx: Trx, ctx: Ctx, patientId: string): Promise<void> {
  const login = await holdAccountByPatient(trx, ctx, patientId)
  if (!login) return
  await revokeLinks(trx, login, ctx.now().toISOString())
  // What apps were allowed is refused as long as the record is out of use, and is there again where a merge is undone.
  await endPortalSessions(trx, login.id)
}

/** A contact that ends takes along the links mailed to it, and the mails that wait to go there with a secret in them. */
export async function endLinksTo(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  contactIds: readonly string[],
): Promise<void> {
  await withdrawMailsTo(trx, contactIds)
  await endProofingsTo(trx, ctx, contactIds)
  const login = await holdAccountByPatient(trx, ctx, patientId)
  if (!login) return
  await endingLinks(trx, ctx.now().toISOString())
    .where('account_id', '=', login.id)
    // Of links made before 2026-11-26 nobody knows where they went.
    .where('by_post', '=', 0)
    .where((eb) => eb.or([eb('contact_point_id', 'is', null), eb('contact_point_id', 'in', contactIds)]))
    .execute()
}
