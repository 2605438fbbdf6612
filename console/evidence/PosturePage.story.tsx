import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import PosturePage from './PosturePage.tsx'

const page = <PosturePage />
const role = 'privacy-officer'
const state = {
  sealed: 0,
  protectedAsInstalled: true,
  verifiedAt: null,
  verifiedOk: null,
  anchors: 0,
  anchorsFailing: 0,
  receivers: 0,
  receiversFailing: 0,
  backup: 'off',
  backupAt: null,
  drill: 'off',
  drilledAt: null,
  alertsOpen: 0,
  alertsOverdue: 0,
  riskAnalysis: 'none',
  risks: 0,
  risksHigh: 0,
  risksReviewedAt: null,
  risksReviewedBy: null,
  staff: 1,
  staffToTrain: 1,
}
const full = {
  state: {
    ...state,
    sealed: 63_458,
    verifiedAt: '2026-11-26T03:11:00.000Z',
    verifiedOk: true,
    anchors: 2,
    receivers: 2,
    receiversFailing: 1,
    backup: 'current',
    backupAt: '2026-11-26T03:00:00.000Z',
    drill: 'late',
    drilledAt: '2026-10-26T03:00:00.000Z',
    alertsOpen: 7,
    alertsOverdue: 1,
    riskAnalysis: 'current',
    risks: 14,
    risksHigh: 3,
    risksReviewedAt: '2026-11-20T16:00:00.000Z',
    risksReviewedBy: 'Morgan Ito',
    staff: 24,
    staffToTrain: 2,
  },
  clauses: [
    {
      clause: '164.308(a)(1)(ii)(D)',
      asks: 'Review records of activity regularly',
      state: 'partly',
      gap: 'Reviews have no reminder when one is due.',
      pages: ['/privacy-alerts', '/activity-reviews'],
      acts: ['Signed the review of a privacy alert'],
      tests: ['tests/privacy/privacyReview.test.ts'],
      commands: [],
    },
    {
      clause: '164.312(b)',
      asks: 'Record activity in systems with patient data',
      state: 'kept',
      gap: null,
      pages: ['/audit'],
      acts: ['Searched the audit log'],
      tests: ['tests/audit/audit.test.ts'],
      commands: ['audit export'],
    },
  ],
}

export const stories: Stories = {
  empty: { role, page, network: { '/api/posture': () => [200, { state, clauses: [] }] } },
  loading: { role, page, network: { '/api/posture': never } },
  error: { role, page, network: { '/api/posture': down } },
  full: { role, page, network: { '/api/posture': () => [200, full] } },
}
