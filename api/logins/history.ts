import type { HappeningKind, Told } from '../acts/happening.ts'
import type { Ctx } from '../core/context.ts'
import { insertRows } from '../core/db/insertRows.ts'
import type { Trx } from '../core/db/transact.ts'

// Calls, proofs, visits, mails and the person have rows of their own: the history of a login is what happened to the login.
export const elsewhere: readonly HappeningKind[] = [
  'offered',
  'call',
  'call-closed',
  'verified',
  'verify-failed',
  'person',
  'seen',
  'unseen',
  'delivered',
  'visit-booked',
  'message-sent',
  'refill-asked',
  'answered',
]

const insert = insertRows('portal_event', ['id', 'patient_id', 'at', 'kind', 'reason', 'ip'])

/** Adds what happened to logins to the history that diagnosis reads. */
export async function addHistory(trx: Trx, ctx: Ctx, told: readonly Told[]): Promise<void> {
  await insert(
    trx,
    told
      .filter(({ kind }) => !elsewhere.includes(kind))
      .map(({ id, patientId, at, kind, reason }) => ({
        id,
        patient_id: patientId,
        at,
        kind,
        reason: reason ?? null,
        ip: ctx.ip,
      })),
  )
}
