import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { endPaperless } from '../patients/paperless.ts'
import type { PatientRow } from '../patients/published.ts'
import { changeAccount } from './changeAccount.ts'
import { endChange, holdWaiting } from './contact/changes.ts'
import type { disableReasons } from './lists.ts'
import { notifyOwner } from './notifyOwner.ts'
import { voidPasskeys } from './passkeys.ts'
import { revokeLinks } from './revokeLinks.ts'
import { endPortalAccess } from './sessions.ts'
import type { AccountRow } from './tables.ts'

/**
 * Closes a login that is held, whoever asked: sessions end, links and passkeys die, what waits to change stops, and the patient is
 * told at every address. @returns the login as it is then, the names of what changed, and how many sessions ended
 */
export async function closeLogin(
  trx: Trx,
  ctx: Ctx,
  { patient, login }: { patient: PatientRow; login: AccountRow },
  reason: (typeof disableReasons)[number],
  caseId: string | null = null,
): Promise<{ login: AccountRow; fields: string[]; sessionsEnded: number }> {
  const closed = await changeAccount(trx, login, { status: 'disabled', status_reason: reason })
  const now = ctx.now().toISOString()
  await revokeLinks(trx, closed, now)
  // What was asked for by whoever it was ends with what they had.
  const changes = await holdWaiting(trx, ctx, patient.id)
  for (const change of changes) await endChange(trx, change, 'stopped', now)
  const sessionsEnded = await endPortalAccess(trx, ctx, closed.id)
  await endPaperless(trx, ctx, patient.id)
  const voided = await voidPasskeys(trx, ctx, patient, closed.id)
  await notifyOwner(trx, ctx, patient, 'login-disabled', { caseId })
  const fields = ['status', 'statusReason', ...voided, ...changes.map(({ system }) => system)]
  return { login: closed, fields, sessionsEnded }
}
