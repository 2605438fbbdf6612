import { endVerificationsOf } from '../callers/endVerifications.ts'
import { daysAfter } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { stopGrants } from '../patients/proxyGrants.ts'
import { changeAccount } from './changeAccount.ts'
import { endChange, holdWaiting } from './contact/changes.ts'
import type { OnNotice } from './noticeLinks.ts'
import { spendNoticeLinks } from './noticeLinks.ts'
import { loginsPolicy } from './policy.ts'
import { revokeLinks } from './revokeLinks.ts'
import { endPortalAccess } from './sessions.ts'

export const notMeReason = 'reported-not-me'

/**
 * Shuts out whoever the reader of a notice says they are not: sessions and links end, the password is withdrawn and the login
 * locked, so that neither a password nor a mailbox opens it before the desk has heard the owner. It is locked and not
 * disabled: who reads an old mailbox could else send its former owner to the hospital in person; so it costs one call to
 * undo, at level 2, since the answer is itself a sign of risk (2026-11-26).
 * What callers were proved for ends, in whichever case: it may have been the stranger, who else opens with it what was just locked
 * (2026-11-28). What waits to change is stopped, and what has changed is not brought back: it may have been changed because of who reads
 * the old mailbox. Who is told at an address that is not on file yet stops that change and nothing else; a proxy ends their own access.
 * @returns the fields that changed, and what was stopped
 */
export async function closeToStranger(
  trx: Trx,
  ctx: Ctx,
  { link, patient, login }: OnNotice,
): Promise<{ fields: string[]; sessionsEnded: number; changesStopped: number; proxiesEnded: number }> {
  const now = ctx.now().toISOString()
  const only = link.only_change ?? link.only_grant
  await spendNoticeLinks(trx, patient.id, now, link)
  const stopped = (await holdWaiting(trx, ctx, patient.id)).filter(({ id }) => !only || id === only)
  for (const change of stopped) await endChange(trx, change, 'stopped', now)
  const proxiesEnded = await endProxies(trx, ctx, link)
  const fields = [...stopped.map(({ system }) => system as string), ...(proxiesEnded ? ['proxy'] : [])]
  const done = { fields, changesStopped: stopped.length, proxiesEnded }
  if (only) return { ...done, sessionsEnded: 0 }
  await endVerificationsOf(trx, patient.id, now)
  if (!login) return { ...done, sessionsEnded: 0 }
  await revokeLinks(trx, login, now)
  const sessionsEnded = await endPortalAccess(trx, ctx, login.id)
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

/** Access that was granted, widened or narrowed while the notice of it works ends; older access stays. */
async function endProxies(trx: Trx, ctx: Ctx, link: OnNotice['link']): Promise<number> {
  if (link.only_change) return 0
  if (link.only_grant) return stopGrants(trx, ctx, { id: link.only_grant })
  const { notMeDays } = await readPolicy(trx, loginsPolicy)
  return stopGrants(trx, ctx, { patientId: link.patient_id, since: daysAfter(ctx.now(), -notMeDays) })
}
