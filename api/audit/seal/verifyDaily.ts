import { isAhead } from '../../core/ahead.ts'
import { type Ctx, type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { transact } from '../../core/db/transact.ts'
import type { Action } from '../action.ts'
import type { AuditEvent } from '../event.ts'
import { record } from '../record.ts'
import { Finder } from '../search/findEvents.ts'
import { newestAnchor } from './anchors.ts'
import { epochOf, readHead } from './head.ts'
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
 * What verifications found, of the last `most` since a moment, the newest first; those that are sealed, since what is not yet may
 * be anybody's word.
 */
export async function verifications(desk: Desk, most: number, from?: string): Promise<AuditEvent[]> {
  const finder = await Finder.for(desk.db, {
    filter: { action: verified.name, ...(from && { from }) },
    onlyCases: false,
    actions: desk.catalogue.actions,
  })
  return (await finder.page(true, most)).flatMap(({ event, leafIndex }) =>
    leafIndex === null ? [] : [event],
  )
}

/**
 * Verifies the whole log and its search index once a day, against the newest anchored checkpoint, in threads of its own, and
 * records what was found: the integrity panel shows it. Several nodes may call it; who finds that it was done lately leaves it.
 * @returns what was found, or nothing when it was done lately.
 */
export async function verifyDaily(desk: Desk): Promise<Verification | undefined> {
  const since = new Date(desk.clock().getTime() - everyHours * 3_600_000).toISOString()
  const lately = (await verifications(desk, 50, since)).filter(({ at }) => !isAhead(at, desk.clock()))
  if (lately.some(({ detail }) => detail?.index === true)) return undefined
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

/** Enters a verification in the log it was of. */
export function recordVerification(
  ctx: Ctx,
  result: Verification,
  { against, index }: { against: 'checkpoint' | 'head'; index: boolean },
): Promise<void> {
  return transact(ctx.desk.db, (trx) =>
    record(trx, ctx, verified, {
      outcome: result.ok ? 'success' : 'failure',
      detail: {
        size: result.size,
        pending: result.pending,
        faults: result.faults.map((fault) => fault.kind),
        against,
        index,
      },
    }),
  )
}
