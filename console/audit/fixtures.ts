import type { AuditEvent, AuditExport, AuditView, Integrity, Report } from '../core/logMethods.ts'
import type { Network } from '../core/story/network.ts'

const at = '2026-11-20T15:04:05.000Z'

export const event = (over: Partial<AuditEvent> = {}): AuditEvent => ({
  id: 'e1',
  leafIndex: 21333,
  at,
  actorType: 'staff',
  actorId: 's1',
  actorName: 'Harper Lindqvist',
  actorRole: 'helpdesk',
  sessionId: 'se1',
  ip: '192.0.2.7',
  action: 'patient.shown',
  what: 'Opened the patient’s page',
  outcome: 'success',
  objectType: 'patient',
  objectId: 'p1',
  patientIds: ['p1'],
  patientName: null,
  caseId: 'c1',
  purpose: 'cannot-sign-in',
  requestId: 'r1',
  fields: [],
  detail: {},
  ...over,
})

export const integrity = (over: Partial<Integrity> = {}): Integrity => ({
  origin: 'mercy.test/portal-audit',
  verifierKey: 'mercy.test/portal-audit+1234abcd+key',
  size: 21334,
  checkpoint: 'mercy.test/portal-audit\n21334\n',
  sealedAt: at,
  pending: 0,
  oldestPendingAt: null,
  problem: null,
  targets: [],
  lastVerification: null,
  round: null,
  ...over,
})

export const view: AuditView = {
  id: 'v1',
  name: 'Refusals this month',
  filter: { outcome: 'denied' },
  columns: ['at', 'actorName', 'leafIndex'],
  createdAt: at,
}

export const exported = (over: Partial<AuditExport> = {}): AuditExport => ({
  id: 'x1',
  format: 'csv',
  filter: { outcome: 'denied' },
  reason: 'compliance-audit',
  note: 'Third quarter',
  state: 'done',
  rows: 21334,
  percent: 100,
  createdAt: at,
  finishedAt: at,
  ...over,
})

export const report: Report = {
  about: { id: 'p1', name: 'Jane Doe', detail: 'MRN ending 417' },
  madeAt: at,
  rows: [
    {
      id: 'e1',
      at,
      who: 'Harper Lindqvist',
      role: 'helpdesk',
      what: 'Opened the patient’s page',
      why: 'cannot sign in',
      outcome: null,
      caseNumber: 1007,
      patients: [],
    },
  ],
  next: null,
}

/** What the page of the log asks beside the events. */
export const besideEvents: Network = {
  '/api/audit-integrity': () => [200, integrity()],
  '/api/audit-views': () => [200, [view]],
  '/api/audit-words': () => [
    200,
    {
      acts: [{ id: 'patient.shown', name: 'Opened the patient’s page' }],
      purposes: [{ id: 'cannot-sign-in', name: 'Cannot sign in' }],
      objectTypes: [{ id: 'patient', name: 'Patient' }],
    },
  ],
}

export const events = (rows: AuditEvent[], total = rows.length, capped = false): Network[string] => {
  const headers = { 'X-Total-Count': String(total), 'X-Total-Capped': String(capped) }
  return () => [200, rows, headers]
}
