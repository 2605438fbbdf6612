import type { AccountingRequest } from './AccountingList.tsx'

export const anAccountingRequest = (over: Partial<AccountingRequest> = {}): AccountingRequest => ({
  id: 'r1',
  patient: { id: 'p1', name: 'Doe, Jane' },
  receivedOn: '2026-10-01',
  from: '2020-10-01',
  to: '2026-10-01',
  dueOn: '2026-11-30',
  overdue: false,
  extendedOn: null,
  extendedReason: null,
  free: true,
  state: 'open',
  recordedBy: 'Sam Rivera',
  answeredAt: null,
  answeredBy: null,
  method: null,
  leftOut: null,
  withdrawnReason: null,
  ...over,
})
