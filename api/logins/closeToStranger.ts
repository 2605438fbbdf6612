import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { changeAccount } from './changeAccount.ts'
import type { OnNotice } from './noticeLinks.ts'
import { spendNoticeLinks } from './noticeLinks.ts'
import { revokeLinks } from './revokeLinks.ts'
import { endPortalSessions } from './sessions.ts'

export const notMeReason = 'reported-not-me'

/**
 * Shuts out whoever the reader of a notice says they are not: sessions and links end, the password is withdrawn and the login
 * locked, so that neither a password nor a mailbox opens it before the desk has heard the owner. It is locked and not
 * disabled: who reads an old mailbox could else send its former owner to the hospital in person; so it costs one call, at
 * level 1, to undo (2026-11-26).
 * @returns the fields of the login that changed
 */
export async function closeToStranger(
  trx: Trx,
  ctx: Ctx,
  { patient, login }: OnNotice,
): Promise<{ fields: string[]; sessionsEnded: number }> {
  const now = ctx.now().toISOString()
  await spendNoticeLinks(trx, patient.id, now)
  if (!login) return { fields: [], sessionsEnded: 0 }
  await revokeLinks(trx, login, now)
  const sessionsEnded = await endPortalSessions(trx, login.id)
  if (login.status !== 'active' && login.status !== 'locked') return { fields: ['sessions'], sessionsEnded }
  await changeAccount(trx, login, {
    status: 'locked',
    status_reason: notMeReason,
    locked_at: now,
    must_change_password: 1,
  })
  return { fields: ['status', 'mustChangePassword', 'sessions'], sessionsEnded }
}
