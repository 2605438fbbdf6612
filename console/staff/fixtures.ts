import type {
  AccessReview,
  AccessReviewRow,
  ClinicRequest,
  EnrolmentRequest,
  MyAccount,
  RoleRequest,
  StaffMember,
  StaffPage,
} from '../core/dataProvider.ts'

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

export const aRoleRequest = (over: Partial<RoleRequest> = {}): RoleRequest => ({
  id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f63',
  staffId: 's1',
  name: 'Harper Lind',
  from: 'helpdesk',
  to: 'supervisor',
  reason: 'changed-position',
  askedBy: 'Lee Park',
  askedAt: at,
  lapsesAt: at,
  about: false,
  mine: false,
  ...over,
})

export const aClinicRequest = (over: Partial<ClinicRequest> = {}): ClinicRequest => ({
  id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f67',
  staffId: 's1',
  name: 'Harper Lind',
  from: 'Riverside Clinic',
  to: 'Northgate Clinic',
  askedBy: 'Lee Park',
  askedAt: at,
  lapsesAt: at,
  about: false,
  mine: false,
  ...over,
})

export const anEnrolment = (over: Partial<EnrolmentRequest> = {}): EnrolmentRequest => ({
  id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f66',
  staffId: 's1',
  kind: 'again',
  name: 'Harper Lind',
  email: 'harper@example.test',
  role: 'helpdesk',
  reason: 'lost-second-factor',
  recognised: 'in-person',
  askedBy: 'Lee Park',
  askedAt: at,
  lapsesAt: at,
  about: false,
  mine: false,
  ...over,
})

const here = {
  id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60',
  ip: '192.0.2.7',
  since: at,
  lastSeenAt: at,
  current: true,
}

export const aStaffPage = (over: Partial<StaffPage> = {}): StaffPage => ({
  ...aMember(),
  clinicId: null,
  access: {
    enrolled: true,
    linkUntil: at,
    recoveryCodesLeft: 9,
    passkeys: 2,
    sessions: [
      { ...here, current: false },
      { ...here, id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f61', ip: null, current: false },
    ],
  },
  ...over,
})

export const myAccount = (over: Partial<MyAccount> = {}): MyAccount => ({
  name: 'Sam Rivera',
  email: 'sam@example.test',
  role: 'helpdesk',
  recoveryCodesLeft: 9,
  passkeys: [
    { id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f64', name: 'Security key', createdAt: at, lastUsedAt: at },
    { id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f65', name: 'My phone', createdAt: at, lastUsedAt: null },
  ],
  sessions: [
    here,
    { ...here, id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f61', ip: '2001:db8::17', current: false },
    { ...here, id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f62', ip: null, current: false },
  ],
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
