import type {
  Accounting,
  Activity,
  Alert,
  AlertRow,
  Breach,
  BreachRow,
  PrivacyOverview,
  Sanction,
  Watched,
} from '../core/dataProvider.ts'

/* What the stories of the privacy office show. */

const at = '2026-11-20T15:00:00.000Z'

export const anAlertRow = (over: Partial<AlertRow> = {}): AlertRow => ({
  id: 'al1',
  staff: { id: 's1', name: 'Harper Lind', role: 'helpdesk' },
  patient: { id: 'p1', name: 'Doe, Jane' },
  caller: false,
  status: 'open',
  score: 82,
  firstDay: '2026-11-18',
  lastDay: '2026-11-19',
  discoveredAt: at,
  dueAt: '2027-01-19T15:00:00.000Z',
  overdue: false,
  assignedTo: null,
  outcome: null,
  notifiedOn: null,
  breachId: null,
  foundBefore:
    'Of the last 12 reviewed alerts mainly about “Same household”, 7 were found a violation or a breach, more often than of others: it stands higher in the queue.',
  version: 1,
  rules: [{ code: 'household', name: 'Same household' }],
  ...over,
})

export const anAlert = (over: Partial<Alert> = {}): Alert => {
  const { rules: _, ...row } = anAlertRow()
  return {
    ...row,
    context: [],
    cases: [{ id: 'c1', number: 1007 }],
    findings: [
      {
        rule: 'household',
        name: 'Same household',
        definition: 'The patient lives at the staff member’s address.',
        day: '2026-11-19',
        score: 82,
        evidence: 'They live at the same address.',
      },
    ],
    assessment: null,
    measure: null,
    conclusion: null,
    signedBy: null,
    signedAt: null,
    notes: [],
    inquiries: [],
    patients: [],
    morePatients: 0,
    emergencies: [],
    others: [{ id: 'al0', lastDay: '2026-10-01', score: 44, outcome: 'appropriate' }],
    ...over,
  }
}

const factor = { likelihood: 'high', text: 'Seen on the screen.' } as const
export const assessed: Alert['assessment'] = {
  nature: factor,
  recipient: factor,
  viewed: factor,
  mitigation: factor,
  lowProbability: false,
}

export const aBreachRow = (over: Partial<BreachRow> = {}): BreachRow => ({
  id: 'b1',
  alertId: null,
  source: 'staff-report',
  summary: 'A list of appointments was left at the reception.',
  kind: 'loss',
  location: 'paper',
  occurredFrom: '2026-11-10',
  occurredTo: '2026-11-11',
  discoveredOn: '2026-11-12',
  status: 'open',
  outcome: null,
  people: 2,
  toldOn: null,
  settledOn: null,
  nextDue: '2027-01-11',
  daysLeft: 45,
  hhsOn: null,
  version: 3,
  ...over,
})

export const aBreach = (over: Partial<Breach> = {}): Breach => ({
  ...aBreachRow(),
  knownOn: '2026-11-12',
  shouldHaveKnownOn: null,
  dataKinds: ['demographic'],
  others: 0,
  associate: null,
  associateIsAgent: false,
  associateFoundOn: null,
  assessment: null,
  exception: null,
  conclusion: null,
  signedBy: null,
  signedAt: null,
  secondBy: null,
  secondAt: null,
  delay: null,
  duties: [
    {
      duty: 'conclude',
      residence: null,
      dueOn: '2027-01-11',
      doneOn: null,
      people: 2,
      left: 2,
      daysLeft: 45,
    },
  ],
  drafts: (['en', 'es'] as const).map((language) => ({
    language,
    happened: 'A list was left at the reception.',
    information: 'Your name.',
    steps: 'Look at your statements.',
    doing: 'Lists are locked away.',
    contact: 'Call 1-800-555-0100.',
  })),
  affected: [],
  toEnter: 0,
  notices: [],
  additions: [],
  ...over,
})

export const overview: PrivacyOverview = {
  scoredTo: '2026-11-24',
  days: [],
  open: 1021,
  unassigned: 12,
  overdue: 1,
  toNotify: 0,
}

export const anActivity = (over: Partial<Activity> = {}): Activity => ({
  id: 'ar1',
  fromDay: '2026-10-01',
  toDay: '2026-10-31',
  begunBy: 'Sam Rivera',
  begunAt: at,
  signedBy: null,
  signedAt: null,
  accesses: 21333,
  explained: 21000,
  unexplained: 320,
  flagged: 13,
  alerts: 1,
  openAlerts: 1,
  conclusion: null,
  additions: [],
  items: [
    {
      position: 1,
      day: '2026-10-02',
      staff: { id: 's1', name: 'Harper Lind', role: 'helpdesk' },
      patient: { id: 'p1', name: 'Doe, Jane' },
      finding: 'appropriate',
      note: null,
      decidedBy: 'Sam Rivera',
      own: false,
    },
    {
      position: 2,
      day: '2026-10-03',
      staff: { id: 's2', name: 'Noor Haddad', role: 'helpdesk' },
      patient: { id: 'p2', name: 'Roe, Richard' },
      finding: null,
      note: null,
      decidedBy: null,
      own: false,
    },
  ],
  ...over,
})

export const aWatch = (over: Partial<Watched> = {}): Watched => ({
  id: 'w1',
  patient: { id: 'p1', name: 'Doe, Jane' },
  kind: 'in-the-news',
  fromDay: '2026-11-01',
  toDay: null,
  addedBy: 'Sam Rivera',
  addedAt: at,
  over: false,
  ...over,
})

export const aSanction = (over: Partial<Sanction> = {}): Sanction => ({
  id: 'sa1',
  staff: { id: 's1', name: 'Harper Lind' },
  alertId: 'al1',
  kind: 'written-warning',
  decidedOn: '2026-11-21',
  decidedBy: 'Human resources',
  description: 'Looked at the record of a neighbor.',
  carriedOutOn: null,
  recordedBy: 'Sam Rivera',
  recordedAt: at,
  withdrawnReason: null,
  state: 'decided',
  ...over,
})

export const anAccounting = (disclosures: Accounting['disclosures'] = []): Accounting => ({
  patient: { id: 'p1', name: 'Jane Doe', mrn: '100417' },
  from: '2020-11-25',
  to: '2026-11-25',
  madeAt: at,
  disclosures,
})

export const aDisclosure = (
  over: Partial<Accounting['disclosures'][number]> = {},
): Accounting['disclosures'][number] => ({
  id: 'd1',
  patientId: 'p1',
  disclosedOn: '2026-03-02',
  lastOn: null,
  times: 1,
  recipient: 'Board of Health',
  recipientAddress: null,
  description: 'A laboratory report',
  purpose: 'public-health',
  recordedBy: 'Sam Rivera',
  createdAt: at,
  withdrawnAt: null,
  withdrawnReason: null,
  suspendedUntil: null,
  ...over,
})
