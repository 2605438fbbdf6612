import type { Room } from '../acts/catalogue.ts'
import { feedFailed, feedResumed } from '../audit/feed/feedLog.ts'
import { auditPolicy } from '../audit/policy.ts'
import { eventRefused } from '../audit/proof.ts'
import { epochBegan } from '../audit/seal/beginEpoch.ts'
import { boundAction } from '../audit/seal/bound.ts'
import { purged } from '../audit/seal/purgeAudit.ts'
import { verified } from '../audit/seal/recordVerification.ts'
import { reindexed } from '../audit/seal/reindex.ts'
import { serverStarted, serverStopped } from '../audit/status.ts'
import { listExports } from './exports/listExports.ts'
import { orderExport } from './exports/orderExport.ts'
import { fetchExport } from './exports/sendExport.ts'
import { auditingPolicy } from './policy.ts'
import { reportOnPatient, reportOnStaff } from './reports/makeReport.ts'
import { searchAudit } from './searchAudit.ts'
import { showIntegrity } from './showIntegrity.ts'
import { showProof } from './showProof.ts'
import { showWords } from './showWords.ts'
import { deleteView, listViews, saveView } from './views/savedViews.ts'

/** What people do with the log, and what the log records of itself. */
export const auditing: Room = {
  acts: [saveView, deleteView, orderExport],
  views: [
    searchAudit,
    showIntegrity,
    showWords,
    showProof,
    listViews,
    reportOnPatient,
    reportOnStaff,
    listExports,
    fetchExport,
  ],
  actions: [
    boundAction,
    verified,
    purged,
    reindexed,
    epochBegan,
    eventRefused,
    feedFailed,
    feedResumed,
    serverStarted,
    serverStopped,
  ],
  policy: { ...auditPolicy, ...auditingPolicy },
}
