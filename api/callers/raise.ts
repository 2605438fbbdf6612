import type { Trx } from '../core/db/transact.ts'
import { changeVerification } from './queries.ts'
import type { VerificationRow } from './tables.ts'

/**
 * Lifts a verification that is held to T2; the code that was sent to a contact is used up with it, whatever proved it, and so is
 * the number for a passkey.
 */
export async function raiseToT2(
  trx: Trx,
  row: VerificationRow,
  by: NonNullable<VerificationRow['raised_by']>,
  now: Date,
): Promise<VerificationRow> {
  const tier = row.tier === 'T3' ? 'T3' : 'T2'
  const change = {
    tier,
    code_hash: null,
    code_expires_at: null,
    passkey_mac: null,
    passkey_until: null,
    raised_at: now.toISOString(),
    raised_by: by,
  } as const
  await changeVerification(trx, row.id, change)
  return { ...row, ...change }
}

/** How the way to an outside provider ended; what was proved there waits for its second person as long as a photo ID does. */
export function noteProofing(
  trx: Trx,
  id: string,
  proved: boolean,
  now: Date,
  minutes: number,
): Promise<void> {
  const until = new Date(now.getTime() + minutes * 60_000).toISOString()
  return changeVerification(
    trx,
    id,
    proved
      ? { proofing: 'proved', expires_at: until, came_back_at: now.toISOString() }
      : { proofing: 'failed', expires_at: now.toISOString(), came_back_at: now.toISOString() },
  )
}
