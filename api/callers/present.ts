import type { VerificationRow } from '../core/db/tables.ts'
import type { Factor } from './compare.ts'

export const failuresADay = 3
export const codeAttempts = 3

export function presentVerification(row: VerificationRow, attemptsLeft: number, sentTo = '•••') {
  return {
    id: row.id,
    tier: row.tier,
    matched: JSON.parse(row.matched) as Factor[],
    unmatched: JSON.parse(row.unmatched) as Factor[],
    attemptsLeft,
    expiresAt: row.expires_at,
    callBack: row.code_expires_at
      ? {
          sentTo,
          expiresAt: row.code_expires_at,
          attemptsLeft: Math.max(0, codeAttempts - row.code_attempts),
        }
      : null,
    inPerson: row.photo_document
      ? { document: row.photo_document, approved: row.approved_by !== null }
      : null,
  }
}
