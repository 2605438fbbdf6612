import { feedsOf } from '../audit/feed/feedLog.ts'
import { readHead } from '../audit/seal/head.ts'
import { lastVerified } from '../audit/seal/lastVerified.ts'
import { findBreaches } from '../audit/seal/protection.ts'
import { pushTargets } from '../audit/seal/pushCheckpoint.ts'
import { backupState } from '../backup/published.ts'
import type { Desk } from '../core/context.ts'
import { waitingAlerts } from '../privacy/published.ts'
import { analysisOf } from './risks/queries.ts'
import { trainingOf } from './training/listTraining.ts'

/** What an assessor asks first, as of now: each a fact that was looked at, and nothing of anybody, least of whoever reads. */
export async function stateOf(desk: Desk, readerId?: string) {
  const db = desk.db.read
  const [head, targets, feeds, breaches, backups, alerts, analysis, training] = await Promise.all([
    readHead(db),
    pushTargets(db),
    feedsOf(desk),
    findBreaches(desk.db),
    backupState(desk),
    waitingAlerts(db, desk.clock().toISOString(), readerId),
    analysisOf(desk),
    trainingOf(desk),
  ])
  const last = lastVerified(desk)
  return {
    sealed: head?.size ?? 0,
    protectedAsInstalled: breaches.length === 0,
    verifiedAt: last?.at ?? null,
    verifiedOk: last?.ok ?? null,
    anchors: targets.length,
    anchorsFailing: targets.filter((row) => row.failed_at !== null).length,
    receivers: feeds.length,
    receiversFailing: feeds.filter((row) => row.tries > 0).length,
    backup: backups.state,
    backupAt: backups.lastAt,
    drill: backups.drill,
    drilledAt: backups.drilledAt,
    alertsOpen: alerts.open,
    alertsOverdue: alerts.overdue,
    riskAnalysis: analysis.state,
    risks: analysis.risks.length,
    risksHigh: analysis.risks.filter((one) => one.likelihood === 'high' || one.impact === 'high').length,
    risksReviewedAt: analysis.review?.reviewed_at ?? null,
    risksReviewedBy: analysis.review?.reviewer ?? null,
    staff: training.staff,
    staffToTrain: training.due.length,
  }
}
