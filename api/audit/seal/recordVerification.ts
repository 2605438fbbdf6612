import type { Ctx } from '../../core/context.ts'
import { transact } from '../../core/db/transact.ts'
import type { Action } from '../action.ts'
import { record } from '../record.ts'
import { keepVerified } from './lastVerified.ts'
import type { Verification } from './verifyAudit.ts'

export const verified: Action = {
  name: 'audit.verified',
  letter: 'E',
  words: {
    en: 'Verified that the audit log is unaltered',
    es: 'Verificó que el registro de auditoría no fue alterado',
  },
  watch: 'nothing',
}

/** Enters a verification in the log it was of, and keeps it where the log cannot say it. */
export async function recordVerification(
  ctx: Ctx,
  result: Verification,
  { against, index }: { against: 'checkpoint' | 'head'; index: boolean },
): Promise<void> {
  await transact(ctx.desk.db, (trx) =>
    record(trx, ctx, verified, {
      outcome: result.ok ? 'success' : 'failure',
      detail: {
        size: result.size,
        pending: result.pending,
        faults: result.faults.map((fault) => fault.kind),
        ...(result.outOfOrder && { outOfOrder: result.outOfOrder.events }),
        against,
        index,
      },
    }),
  )
  const at = ctx.now().toISOString()
  const { ok, size, faults } = result
  keepVerified(ctx.desk, { at, ok, size, faults: faults.map((fault) => fault.kind), index, enteredAt: at })
}
