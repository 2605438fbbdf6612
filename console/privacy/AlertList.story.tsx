import { ResourceContextProvider } from 'react-admin'
import { down, type Network, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import AlertList from './AlertList.tsx'
import { anAlertRow, overview } from './fixtures.ts'

const page = (
  <ResourceContextProvider value="privacy-alerts">
    <AlertList />
  </ResourceContextProvider>
)
const role = 'privacy-officer'

const counts: Network = { '/api/privacy-overview': () => [200, overview] }

export const stories: Stories = {
  empty: { role, page, network: { ...counts, '/api/privacy-alerts': rows([]) } },
  loading: { role, page, network: { '/api/privacy-alerts': never, '/api/privacy-overview': never } },
  error: { role, page, network: { '/api/privacy-alerts': down, '/api/privacy-overview': down } },
  full: {
    role,
    page,
    network: {
      ...counts,
      '/api/privacy-alerts': rows([
        anAlertRow(),
        anAlertRow({ id: 'al2', staff: null, overdue: true, assignedTo: { id: 's3', name: 'Pat Olsen' } }),
        anAlertRow({ id: 'al3', patient: null, status: 'signed', outcome: 'appropriate' }),
      ]),
    },
  },
}
