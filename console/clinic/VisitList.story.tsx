import { ResourceContextProvider } from 'react-admin'
import { down, type Network, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aVisit } from './fixtures.ts'
import VisitList from './VisitList.tsx'

const page = (
  <ResourceContextProvider value="clinic-visits">
    <VisitList />
  </ResourceContextProvider>
)
const role = 'clinic'
const path = '/api/clinic-visits'
const beside: Network = {
  '/api/clinic-providers': () => [200, [{ id: 'd1', name: 'Dr. Ines Okafor' }]],
}

export const stories: Stories = {
  empty: { role, page, network: { ...beside, [path]: rows([]) } },
  loading: { role, page, network: { ...beside, [path]: never } },
  error: { role, page, network: { ...beside, [path]: down } },
  full: {
    role,
    page,
    network: {
      ...beside,
      [path]: rows([aVisit(), aVisit({ id: 'v2', patientName: 'Roe, Lee', kind: 'lab' })]),
    },
  },
}
