import { identityOf } from '../../audit/seal/faults.ts'
import { verifyOn } from '../../audit/seal/verifyOn.ts'
import { type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { transact } from '../../core/db/transact.ts'
import { alertLog, namesOf } from './alertLog.ts'
import { tellOfficers } from './tellOfficers.ts'

/**
 * A piece of the verification that goes on all day: where it finds anything, it stands in the officers' queue, and officers and
 * administrators are written to. The mail goes with the next that go, since this thread may end before it went.
 */
export async function verifyAndTell(desk: Desk, stopped?: () => boolean): Promise<void> {
  const result = await verifyOn(desk, stopped)
  if (!result || result.ok) return
  const ctx = systemCtx(desk, 'audit-verify', newId())
  // Each by itself: who drops the one shall not keep the other back.
  const both = await Promise.allSettled([
    transact(desk.db, (trx) =>
      tellOfficers(trx, ctx, { template: 'log-altered', language: null }, 'audit', [
        'privacy-officer',
        'administrator',
      ]),
    ),
    alertLog(ctx, namesOf(result.faults), identityOf(result.faults), 'round'),
  ])
  for (const one of both) if (one.status === 'rejected') throw one.reason
}
