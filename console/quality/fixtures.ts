import type { CallReview, CallReviewRow, MyCallReview, QualityDraw } from '../core/dataProvider.ts'

/* What the stories of the reviews of calls show. */

const at = '2026-11-20T15:00:00.000Z'
const head = { month: '2026-10', position: 1, caseNumber: 1041 } as const
const waiting = { reviewedAt: null, met: null, asked: null, repliedAt: null } as const
const given = { reviewedAt: at, met: 3, asked: 4, repliedAt: null } as const
const judged = {
  answers: {
    identityFirst: 'no',
    causeRight: 'yes',
    remedyRight: 'yes',
    noteClear: 'yes',
    courtesy: 'does-not-apply',
  },
  remark: 'The date of the visit was told before the caller was verified.',
  reviewedBy: 'Mia Stone',
  reply: null,
} as const

export const aRow = (over: Partial<CallReviewRow> = {}): CallReviewRow => ({
  ...head,
  ...waiting,
  id: 'r1',
  staffId: 's1',
  staffName: 'Harper Lind',
  reviewedBy: null,
  own: false,
  ...over,
})
export const aReviewedRow = (): CallReviewRow =>
  aRow({ ...given, id: 'r2', caseNumber: 1042, position: 2, reviewedBy: 'Mia Stone', repliedAt: at })

export const aCallReview = (over: Partial<CallReview> = {}): CallReview => ({
  ...head,
  ...waiting,
  id: 'r1',
  answers: null,
  remark: null,
  reviewedBy: null,
  reply: null,
  staffName: 'Harper Lind',
  own: false,
  call: {
    caseId: 'c1',
    category: 'cannot-sign-in',
    channel: 'phone',
    openedAt: at,
    closedAt: at,
    cause: 'forgotten-password',
    outcome: 'signed-in',
    summary: 'Cannot get in since Monday',
    verifications: [{ id: 'v1', at, by: 'Harper Lind', caller: 'patient', tier: 'T1', failed: false }],
    notes: [{ id: 'n1', at, by: 'Harper Lind', kind: 'noted', text: 'Called back' }],
  },
  ...over,
})
export const aReviewedCall = (): CallReview => aCallReview({ ...given, ...judged })

export const myReview = (over: Partial<MyCallReview> = {}): MyCallReview => ({
  ...head,
  ...given,
  ...judged,
  id: 'r1',
  ...over,
})

export const aDraw: QualityDraw = {
  id: 'd1',
  month: '2026-10',
  perAgent: 4,
  seed: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  drawnBy: 'Mia Stone',
  drawnAt: at,
  calls: 25,
  reviewed: 1,
}
