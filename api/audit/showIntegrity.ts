import type { z } from 'zod'
import type { Ctx } from '../core/context.ts'
import type { integrity } from './schema.ts'
import { readHead } from './seal/head.ts'
import { lateMs, waitingEvents } from './seal/queries.ts'
import { refuseToExtend, SealRefused } from './seal/refuse.ts'
import { Finder } from './search/findEvents.ts'
import { indexable } from './search/keys.ts'

/** The state of the seal. It shows nothing of anybody, so it is not itself an event. */
export async function showIntegrity({ desk, now }: Ctx): Promise<z.input<typeof integrity>> {
  const db = desk.db.read
  const head = await readHead(db)
  const { n } = await db
    .selectFrom('audit_pending')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const [oldest] = await waitingEvents(db, 1).execute()
  const oldestAt = oldest ? indexable(oldest.body).at : null
  const finder = await Finder.for(desk.db, {
    filter: { action: 'audit.verified' },
    onlyCases: false,
    actions: desk.catalogue.actions,
  })
  const [last] = await finder.page(true, 1)
  const targets = await db.selectFrom('audit_push').selectAll().orderBy('target').execute()

  let problem: z.input<typeof integrity>['problem'] =
    oldestAt && now().getTime() - Date.parse(oldestAt) > lateMs ? 'not-sealing' : null
  try {
    refuseToExtend(desk, head)
  } catch (error) {
    if (!(error instanceof SealRefused)) throw error
    problem = error.problem
  }
  return {
    origin: head?.origin ?? null,
    verifierKey: head?.verifierKey ?? null,
    size: head?.size ?? 0,
    checkpoint: head?.checkpoint ?? null,
    sealedAt: head?.sealedAt ?? null,
    pending: n,
    oldestPendingAt: oldestAt,
    problem,
    targets: targets.map((row) => ({
      target: row.target,
      size: row.size,
      pushedAt: row.pushed_at,
      failedAt: row.failed_at,
      error: row.error,
    })),
    lastVerification: last
      ? {
          at: last.event.at,
          ok: last.event.outcome === 'success',
          size: Number(last.event.detail?.size ?? 0),
          faults: [...((last.event.detail?.faults as string[] | undefined) ?? [])],
        }
      : null,
  }
}
