import { isAhead } from '../../core/ahead.ts'
import { hourMs } from '../../core/calendar.ts'
import { type Ctx, type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { transact } from '../../core/db/transact.ts'
import type { Action } from '../action.ts'
import { record } from '../record.ts'
import { newestAnchor } from './anchors.ts'
import { epochOf, readHead } from './head.ts'
import { keepVerified, lastVerified } from './lastVerified.ts'
import { type Verification, verifyAudit } from './verifyAudit.ts'

const everyHours = 20

export const verified: Action = {
  name: 'audit.verified',
  letter: 'E',
  words: {
    en: 'Verified that the audit log is unaltered',
    es: 'Verificó que el registro de auditoría no fue alterado',
  },
  watch: 'nothing',
}

/**
 * Verifies the whole log and its search index once a day, against the newest anchored checkpoint, in threads of its own, and
 * records what was found: the integrity panel shows it. Several nodes may call it; who finds that it was done lately leaves it: those that
 * share a folder of anchors do it once (2026-11-27).
 * @returns what was found, or nothing when it was done lately.
 */
export async function verifyDaily(desk: Desk): Promise<Verification | undefined> {
  const since = new Date(desk.clock().getTime() - everyHours * hourMs).toISOString()
  const last = lastVerified(desk)
  if (last?.index && last.at >= since && !isAhead(last.at, desk.clock())) return undefined
  const anchor = await newestAnchor(desk)
  const head = await readHead(desk.db.read)
  // One of an older name says nothing more: the event that began the new one says what was lost.
  const current = anchor && (!head || epochOf(anchor.origin) >= head.epoch) ? anchor.note : undefined
  const result = await verifyAudit(desk, { checkpoint: current, index: true, threads: 1 })
  await recordVerification(systemCtx(desk, 'audit-verify', newId()), result, {
    against: current === undefined ? 'head' : 'checkpoint',
    index: true,
  })
  if (!result.ok)
    desk.log.error({ faults: result.faults.map((fault) => fault.kind) }, 'the audit log does not verify')
  return result
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
  const { ok, size, faults } = result
  keepVerified(ctx.desk, {
    at: ctx.now().toISOString(),
    ok,
    size,
    faults: faults.map((fault) => fault.kind),
    index,
  })
}
