import type { VerificationRow } from '../core/db/tables.ts'
import type { Policy } from '../core/policy.ts'
import type { Factor } from './compare.ts'

/** @param failures of this patient today, whoever asked */
export function presentVerification(
  row: VerificationRow,
  failures: number,
  policy: Pick<Policy, 'failedVerificationsADay' | 'callBackCodeTries'>,
  sentTo = '•••',
) {
  return {
    id: row.id,
    tier: row.tier,
    matched: JSON.parse(row.matched) as Factor[],
    unmatched: JSON.parse(row.unmatched) as Factor[],
    attemptsLeft: Math.max(0, policy.failedVerificationsADay - failures),
    expiresAt: row.expires_at,
    callBack: row.code_expires_at
      ? {
          sentTo,
          expiresAt: row.code_expires_at,
          attemptsLeft: Math.max(0, policy.callBackCodeTries - row.code_attempts),
        }
      : null,
    inPerson: row.photo_document
      ? { document: row.photo_document, approved: row.approved_by !== null }
      : null,
  }
}
