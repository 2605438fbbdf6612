import type { z } from 'zod'
import { openView } from '../acts/view.ts'
import { feedsOf } from '../audit/feed/feedLog.ts'
import { foundNewest } from '../audit/seal/checkNewest.ts'
import { readHead } from '../audit/seal/head.ts'
import { lastVerified } from '../audit/seal/lastVerified.ts'
import { findBreaches } from '../audit/seal/protection.ts'
import { pushTargets } from '../audit/seal/pushCheckpoint.ts'
import { countWaiting, lateMs, waitingEvents } from '../audit/seal/queries.ts'
import { refuseToExtend, SealRefused } from '../audit/seal/refuse.ts'
import { isOver, roundOf } from '../audit/seal/round.ts'
import { indexable } from '../audit/search/keys.ts'
import { integrity } from './schema.ts'

/** How far the log is sealed, by which key, and when it was last verified. */
export const showIntegrity = openView({
  at: 'GET /api/audit-integrity',
  summary: 'How far the log is sealed, by which key, and when it was last verified',
  tag: 'Audit',
  needs: 'audit.show',
  unrecorded: 'the state of the seal, nothing of anybody',
  reply: integrity,
  async show({ desk, now }) {
    const db = desk.db.read
    const head = await readHead(db)
    const [oldest] = await waitingEvents(db, 1).execute()
    const oldestAt = oldest ? indexable(oldest.body).at : null
    const last = lastVerified(desk)
    const round = head && roundOf(desk, head)
    const targets = [
      ...(await pushTargets(db)),
      ...(await feedsOf(desk)).map((row) => ({ ...row, size: row.next_leaf, pushed_at: row.sent_at })),
    ]

    let problem: z.input<typeof integrity>['problem'] =
      oldestAt && now().getTime() - Date.parse(oldestAt) > lateMs ? 'not-sealing' : null
    try {
      refuseToExtend(desk, head)
    } catch (error) {
      if (!(error instanceof SealRefused)) throw error
      problem = error.problem
    }
    if ((await findBreaches(desk.db)).length > 0) problem ??= 'unprotected'
    if (foundNewest(desk).length > 0) problem ??= 'newest-altered'
    return {
      reply: {
        origin: head?.origin ?? null,
        verifierKey: head?.verifierKey ?? null,
        size: head?.size ?? 0,
        checkpoint: head?.checkpoint ?? null,
        sealedAt: head?.sealedAt ?? null,
        pending: await countWaiting(db),
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
          ? { at: last.at, ok: last.ok, size: last.size, faults: last.faults, index: last.index }
          : null,
        round:
          round && !isOver(round)
            ? { beganAt: round.beganAt, verified: round.leaves, size: round.size }
            : null,
      },
    }
  },
})
