import type { AccessReview, AccessReviewRow, StaffMember } from '../core/dataProvider.ts'

/* What the stories of the staff pages show. */

const at = '2026-11-20T15:00:00.000Z'

export const aMember = (over: Partial<StaffMember> = {}): StaffMember => ({
  id: 's1',
  name: 'Harper Lind',
  email: 'harper@example.test',
  role: 'helpdesk',
  status: 'active',
  lastSignInAt: at,
  createdAt: at,
  version: 3,
  ...over,
})

export const aReviewRow = (over: Partial<AccessReviewRow> = {}): AccessReviewRow => ({
  id: 'r1',
  quarter: '2026-Q4',
  begunAt: at,
  begunBy: 'Sam Rivera',
  finishedAt: null,
  finishedBy: null,
  current: true,
  ...over,
})

const undecided = { decision: null, reason: null, decidedBy: null, decidedAt: null } as const

export const aReview = (over: Partial<AccessReview> = {}): AccessReview => {
  const { current: _, ...row } = aReviewRow()
  const member = { role: 'helpdesk', lastSignInAt: at, own: false, ...undecided } as const
  return {
    ...row,
    items: [
      {
        ...member,
        staffId: 's1',
        name: 'Harper Lind',
        email: 'harper@example.test',
        unused: ['accounts.act', 'audit.show-all'],
      },
      { ...member, staffId: 's2', name: 'Sam Rivera', email: 'sam@example.test', unused: [], own: true },
    ],
    ...over,
  }
}
