import { ResourceContextProvider } from 'react-admin'
import { row } from '../core/story/fixtures.ts'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import CaseList from './CaseList.tsx'

const page = (
  <ResourceContextProvider value="cases">
    <CaseList />
  </ResourceContextProvider>
)

export const stories: Stories = {
  empty: { page, network: { '/api/cases': rows([]) } },
  loading: { page, network: { '/api/cases': never } },
  error: { page, network: { '/api/cases': down } },
  full: {
    page,
    network: {
      '/api/cases': rows([
        row({ overdue: true }),
        row({ id: 'c2', number: 1008, assignedTo: null, assigneeId: null }),
        row({ id: 'c3', number: 1009, status: 'escalated', escalatedTo: 'privacy', assignedTo: null }),
      ]),
    },
  },
}
