import type {
  ClinicRefill,
  ClinicRefillRow,
  ClinicThread,
  ClinicThreadRow,
  ClinicVisit,
  ClinicWait,
} from '../core/clinicMethods.ts'

/* What the stories of a clinic's work show. */

const at = '2026-11-20T15:00:00.000Z'
const patient = { patientId: 'p1', patientName: 'Doe, Jane' }

export const aThreadRow = (over: Partial<ClinicThreadRow> = {}): ClinicThreadRow => ({
  id: 't1',
  ...patient,
  status: 'open',
  waitsSince: at,
  dueAt: '2026-11-23T15:00:00.000Z',
  lastAt: at,
  ...over,
})

export const aThread = (over: Partial<ClinicThread> = {}): ClinicThread => ({
  ...aThreadRow(),
  subject: 'About my new pills',
  version: 1,
  messages: [
    {
      id: 'm1',
      from: 'patient',
      name: null,
      text: 'May I take them in the evening?',
      sentAt: at,
      readAt: null,
      attachments: [{ id: 'a1', name: 'label.jpg', mediaType: 'image/jpeg', bytes: 120_000 }],
    },
  ],
  ...over,
})

export const aRefillRow = (over: Partial<ClinicRefillRow> = {}): ClinicRefillRow => ({
  id: 'r1',
  ...patient,
  status: 'requested',
  askedAt: at,
  dueAt: '2026-11-24T15:00:00.000Z',
  ...over,
})

export const aRefill = (over: Partial<ClinicRefill> = {}): ClinicRefill => ({
  ...aRefillRow(),
  medication: 'Lisinopril 10 mg',
  note: 'Three are left',
  reason: null,
  answer: null,
  decidedAt: null,
  byProxy: false,
  version: 1,
  ...over,
})

export const aVisit = (over: Partial<ClinicVisit> = {}): ClinicVisit => ({
  id: 'v1',
  ...patient,
  provider: 'Dr. Ines Okafor',
  kind: 'follow-up',
  status: 'booked',
  timeZone: 'America/New_York',
  startsAt: '2026-12-01T15:00:00.000Z',
  endsAt: '2026-12-01T15:30:00.000Z',
  ...over,
})

export const aWait = (over: Partial<ClinicWait> = {}): ClinicWait => ({
  id: 'w1',
  ...patient,
  provider: null,
  kind: 'physical',
  fromDay: '2026-12-01',
  untilDay: '2026-12-20',
  status: 'waiting',
  offeredUntil: null,
  since: at,
  ...over,
})

export const aResponse = { days: 30, answered: 42, medianMinutes: 190, inTime: 39, late: 1 }
export const noResponse = { days: 30, answered: 0, medianMinutes: null, inTime: 0, late: 0 }
