import { verifyDaily } from '../../audit/seal/verifyDaily.ts'
import { type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { transact } from '../../core/db/transact.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { tellOfficers } from './tellOfficers.ts'

/** The nightly verification of the log: where it finds anything, officers and administrators are written to at once. */
export async function verifyAndTell(desk: Desk): Promise<void> {
  const result = await verifyDaily(desk)
  if (!result || result.ok) return
  const ctx = systemCtx(desk, 'audit-verify', newId())
  await transact(desk.db, (trx) =>
    tellOfficers(trx, ctx, { template: 'log-altered', language: null }, 'audit', [
      'privacy-officer',
      'administrator',
    ]),
  )
  deliverSoon(desk)
}
