import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aWait } from './fixtures.ts'
import WaitList from './WaitList.tsx'

const page = (
  <ResourceContextProvider value="clinic-wait-list">
    <WaitList />
  </ResourceContextProvider>
)
const role = 'clinic'
const path = '/api/clinic-wait-list'

export const stories: Stories = {
  empty: { role, page, network: { [path]: rows([]) } },
  loading: { role, page, network: { [path]: never } },
  error: { role, page, network: { [path]: down } },
  full: {
    role,
    page,
    network: { [path]: rows([aWait(), aWait({ id: 'w2', provider: 'Dr. Ines Okafor' })]) },
  },
}
