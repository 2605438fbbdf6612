import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { changeAccount } from './changeAccount.ts'
import { endChange, holdWaiting } from './contact/changes.ts'
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
 * What waits to change is stopped, and what has changed is not brought back: it may have been changed because of who reads
 * the old mailbox. Who is told at an address that is not on file yet stops that change and nothing else.
 * @returns the fields that changed, and what was stopped
 */
export async function closeToStranger(
  trx: Trx,
  ctx: Ctx,
  { link, patient, login }: OnNotice,
): Promise<{ fields: string[]; sessionsEnded: number; changesStopped: number }> {
  const now = ctx.now().toISOString()
  const only = link.only_change ?? undefined
  await spendNoticeLinks(trx, patient.id, now, only)
  const stopped = (await holdWaiting(trx, ctx, patient.id)).filter(({ id }) => !only || id === only)
  for (const change of stopped) await endChange(trx, change, 'stopped', now)
  const done = { fields: stopped.map(({ system }) => system as string), changesStopped: stopped.length }
  if (only || !login) return { ...done, sessionsEnded: 0 }
  await revokeLinks(trx, login, now)
  const sessionsEnded = await endPortalSessions(trx, login.id)
  if (login.status !== 'active' && login.status !== 'locked')
    return { ...done, fields: [...done.fields, 'sessions'], sessionsEnded }
  await changeAccount(trx, login, {
    status: 'locked',
    status_reason: notMeReason,
    locked_at: now,
    must_change_password: 1,
  })
  return { ...done, fields: [...done.fields, 'status', 'mustChangePassword', 'sessions'], sessionsEnded }
}
