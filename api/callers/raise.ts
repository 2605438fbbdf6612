import type { Trx } from '../core/db/transact.ts'
import { changeVerification } from './queries.ts'
import type { VerificationRow } from './tables.ts'

/** Lifts a verification that is held to T2, whatever proved it; the code that was sent to a contact is used up with it. */
export async function raiseToT2(trx: Trx, row: VerificationRow): Promise<VerificationRow> {
  const tier = row.tier === 'T3' ? 'T3' : 'T2'
  const change = { tier, code_hash: null, code_expires_at: null } as const
  await changeVerification(trx, row.id, change)
  return { ...row, ...change }
}
