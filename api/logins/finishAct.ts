import type { AuditAction } from '../audit/actions.ts'
import { record } from '../audit/record.ts'
import { purposeOf } from '../cases/openCase.ts'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { AccountRow } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import type { Authorized } from './authorizeAct.ts'
import type { Act } from './lists.ts'

export interface Done {
  act: Act
  action: AuditAction
  reason: string
  fields: string[]
  mail?: { id: string; channel: string }
  sessionsEnded?: number
}

/**
 * The end every act shares, in its transaction: the audit record with tier and case, the reason as typed in the
 * case's own notes (it may name people, so it stays out of the log), and the reply.
 */
export async function finishAct(
  trx: Trx,
  ctx: StaffCtx,
  allowed: Authorized,
  account: AccountRow,
  done: Done,
) {
  const at = ctx.now().toISOString()
  await trx
    .insertInto('case_note')
    .values({
      id: newId(),
      case_id: allowed.case.id,
      staff_id: ctx.actor.id,
      kind: done.act,
      text: done.reason,
      created_at: at,
    })
    .execute()
  await record(trx, ctx, done.action, {
    patientIds: [allowed.patient.id],
    object: { type: 'portal-account', id: account.id },
    caseId: allowed.case.id,
    purpose: purposeOf(allowed.case.category),
    fields: done.fields,
    detail: {
      tier: allowed.tier,
      ...(done.sessionsEnded !== undefined && { sessionsEnded: done.sessionsEnded }),
    },
  })
  return {
    act: done.act,
    at,
    account: { id: account.id, status: account.status, version: account.version },
    mail: done.mail ?? null,
    sessionsEnded: done.sessionsEnded ?? 0,
  }
}
