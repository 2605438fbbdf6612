import type { Case, CaseRow, Patient, Progress } from '../dataProvider.ts'

const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

export const row = (over: Partial<CaseRow> = {}): CaseRow => ({
  id: 'c1',
  number: 1007,
  patientId: 'p1',
  patientName: 'Doe, Jane',
  category: 'locked-out',
  channel: 'phone',
  status: 'open',
  escalatedTo: null,
  openedBy: 'Sam Rivera',
  assignedTo: 'Sam Rivera',
  assigneeId: 'the-helpdesk',
  openedAt: soon(-20),
  dueAt: soon(40),
  overdue: false,
  priority: 'routine',
  waitingUntil: null,
  closedAt: null,
  cause: null,
  outcome: null,
  version: 1,
  ...over,
})

export const progress = (over: Partial<Progress> = {}): Progress => ({
  accountStatus: 'locked',
  lastSignInAt: null,
  signedInSinceOpened: false,
  steps: [],
  mails: [],
  ...over,
})

export const aCase = (over: Partial<Case> = {}): Case => ({
  ...row(),
  summary: 'Locked after several tries',
  notes: [],
  verifications: [],
  handOver: null,
  waits: [],
  calledBefore: null,
  progress: progress(),
  mark: '1',
  ...over,
})

export const verified: Case['verifications'][number] = {
  id: 'v1',
  tier: 'T1',
  matched: ['givenName', 'familyName', 'birthDate', 'mrn'],
  unmatched: [],
  attemptsLeft: 0,
  expiresAt: soon(30),
  callBack: null,
  inPerson: null,
  proofing: null,
  caller: 'patient',
  by: 'Sam Rivera',
  at: soon(-10),
  live: true,
  raised: null,
  cameBackAt: null,
  approval: null,
}

export const aPatient = (over: Partial<Patient> = {}): Patient => ({
  id: 'p1',
  familyName: 'Doe',
  givenName: 'Jane',
  suffix: null,
  otherNames: [],
  birthDate: '1985-••-••',
  mrn: '•••417',
  sex: 'female',
  language: 'en',
  address: 'Springfield',
  deceasedAt: null,
  replacedBy: null,
  inactive: false,
  channels: [
    {
      id: 'ch1',
      system: 'email',
      masked: 'j•••@e•••.test',
      onFileSince: soon(-9e5),
      bouncedAt: null,
      unreachable: null,
    },
  ],
  account: {
    id: 'a1',
    username: 'j•••',
    status: 'locked',
    statusReason: null,
    mustChangePassword: false,
    invitedAt: soon(-9e5),
    activatedAt: soon(-8e5),
    lockedAt: soon(-60),
    lastSignInAt: soon(-5e4),
    openSessions: 0,
    secondFactorSetAt: null,
    passkeys: 0,
    newestPasskeyAt: null,
    version: 1,
  },
  contactChanges: [],
  ageBand: 'adult',
  proofingOffered: false,
  proxies: [],
  actsFor: [],
  mails: [],
  notes: [],
  version: 1,
  ...over,
})

export const diagnosis = {
  causes: [
    {
      code: 'locked-out',
      title: 'Locked after wrong passwords',
      evidence: ['Five wrong passwords in ten minutes.'],
      remedy: { act: 'unlock', title: 'Unlock the account and send a password reset link', tier: 'T1' },
      escalateTo: 'security',
    },
    {
      code: 'no-fault-found',
      title: 'Nothing else found',
      evidence: ['The email address on file works.'],
      remedy: { act: 'none', title: 'Nothing to do', tier: 'T0' },
    },
  ],
}
