import type { DeskWork as Work } from '../core/dataProvider.ts'
import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import DeskWork from './DeskWork.tsx'

const share = (count: number, of: number) => ({
  count,
  of,
  low: of < 20 ? null : 0.6,
  high: of < 20 ? null : 0.9,
})
const at = '2026-11-26T15:00:00.000Z'

const full: Work = {
  days: 28,
  smallest: 20,
  settledDays: 7,
  queues: [
    { queue: null, open: 12, unassigned: 3, late: 1, oldest: at },
    { queue: 'registration', open: 4, unassigned: 4, late: 0, oldest: at },
  ],
  people: [
    {
      id: 'the-helpdesk',
      name: 'Sam Rivera',
      role: 'helpdesk',
      open: 5,
      urgent: 1,
      late: 0,
      lastSeenAt: at,
      opened: 60,
      closed: 55,
      firstContact: share(31, 40),
      reopened: share(3, 44),
      notVerified: share(2, 12),
      quality: share(3, 4),
    },
  ],
  shares: {
    firstContact: share(31, 40),
    reopened: share(3, 44),
    notVerified: share(2, 12),
    urgent: share(3, 60),
    approved: share(1, 60),
    declined: share(1, 2),
    emergency: share(2, 412),
    quality: share(21, 24),
  },
  questions: [
    { question: 'identityFirst', share: share(23, 24) },
    { question: 'courtesy', share: share(0, 0) },
  ],
}
const none = share(0, 0)
const empty: Work = {
  ...full,
  queues: [],
  people: [],
  shares: {
    firstContact: none,
    reopened: none,
    notVerified: none,
    urgent: none,
    approved: none,
    declined: none,
    emergency: none,
    quality: none,
  },
  questions: [{ question: 'identityFirst', share: none }],
}
const page = <DeskWork />
const role = 'supervisor'

export const stories: Stories = {
  empty: { role, page, network: { '/api/desk-work': () => [200, empty] } },
  loading: { role, page, network: { '/api/desk-work': never } },
  error: { role, page, network: { '/api/desk-work': down } },
  full: { role, page, network: { '/api/desk-work': () => [200, full] } },
}
