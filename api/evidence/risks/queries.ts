import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { canonicalJson } from '../../audit/seal/canonicalJson.ts'
import { daysAfter } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { readPolicy } from '../../core/policy.ts'
import { staffNames } from '../../staff/published.ts'
import { evidencePolicy } from '../policy.ts'

type Reader = Kysely<Tables>

/** The analysis as it stands: what was entered, and was neither revised nor closed. */
export const openRisks = (db: Reader) =>
  db.selectFrom('risk').selectAll().where('closed_at', 'is', null).orderBy('id').execute()

/** What a review says it was of, to be held against the archive: SHA-256 of the risks' RFC 8785 JSON, as `risks.json` has them. */
export const hashOfRisks = (risks: readonly Tables['risk'][]): string =>
  createHash('sha256')
    .update(canonicalJson(risks.map(shownRisk)))
    .digest('hex')

/** A risk as an archive and a review's hash have it. */
export const shownRisk = (row: Tables['risk']) => ({
  id: row.id,
  asset: row.asset,
  threat: row.threat,
  likelihood: row.likelihood,
  impact: row.impact,
  measures: row.measures,
  owner: row.owner,
  dueOn: row.due_on,
  recordedBy: row.recorded_by,
  recordedAt: row.recorded_at,
})

export const lastReview = (db: Reader) =>
  db
    .selectFrom('risk_review as r')
    .innerJoin(staffNames(db).as('s'), 's.id', 'r.reviewed_by')
    .selectAll('r')
    .select('s.name as reviewer')
    .orderBy('r.id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The analysis and its last review as of now: `changed` where what was reviewed is not what stands, also by a hand in the database. */
export async function analysisOf({ db, clock }: Pick<Desk, 'db' | 'clock'>) {
  const [risks, review, { riskReviewDays }] = await Promise.all([
    openRisks(db.read),
    lastReview(db.read),
    readPolicy(db.read, evidencePolicy),
  ])
  const state = !review
    ? 'none'
    : review.hash !== hashOfRisks(risks)
      ? 'changed'
      : review.reviewed_at < daysAfter(clock(), -riskReviewDays)
        ? 'late'
        : 'current'
  return { risks, review, state } as const
}
