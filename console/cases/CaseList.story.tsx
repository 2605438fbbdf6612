import { ResourceContextProvider } from 'react-admin'
import { row } from '../core/story/fixtures.ts'
import { down, type Network, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import CaseList from './CaseList.tsx'

const page = (
  <ResourceContextProvider value="cases">
    <CaseList />
  </ResourceContextProvider>
)

const counts = { '/api/case-queues': () => [200, { mine: 3, unassigned: 2, due: 1 }] } satisfies Network

export const stories: Stories = {
  empty: { page, network: { ...counts, '/api/cases': rows([]) } },
  loading: { page, network: { ...counts, '/api/cases': never } },
  error: { page, network: { ...counts, '/api/cases': down } },
  full: {
    page,
    network: {
      ...counts,
      '/api/cases': rows([
        row({ overdue: true, priority: 'urgent' }),
        row({ id: 'c4', number: 1010, waitingUntil: '2100-01-01T09:00:00.000Z' }),
        row({ id: 'c2', number: 1008, assignedTo: null, assigneeId: null }),
        row({ id: 'c3', number: 1009, status: 'escalated', escalatedTo: 'privacy', assignedTo: null }),
      ]),
    },
  },
}
