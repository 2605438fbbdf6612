import type { PolicyOf } from '../core/policy.ts'
import type { Factor } from './compare.ts'
import type { callersPolicy } from './policy.ts'
import type { VerificationRow } from './tables.ts'

/**
 * Unless it proves the caller, a verification says nothing of its answers: which was right is what a stranger would like to
 * know, and how many were, too. That no more are taken for a day is said.
 * @param wrong answers about this patient within 24 hours, whoever asked
 */
export function presentVerification(
  row: VerificationRow,
  wrong: number,
  policy: Pick<PolicyOf<typeof callersPolicy>, 'wrongAnswersADay' | 'callBackCodeTries'>,
  sentTo = '•••',
) {
  const left = Math.max(0, policy.wrongAnswersADay - wrong)
  const proved = row.tier !== 'T0'
  return {
    id: row.id,
    tier: row.tier,
    matched: proved ? (JSON.parse(row.matched) as Factor[]) : [],
    unmatched: proved ? (JSON.parse(row.unmatched) as Factor[]) : [],
    attemptsLeft: proved || left === 0 ? left : null,
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
    proofing: row.proofing && { state: row.proofing, approved: row.approved_by !== null },
  }
}
