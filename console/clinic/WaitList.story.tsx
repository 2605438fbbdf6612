import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aResponse, aWait, noResponse } from './fixtures.ts'
import WaitList from './WaitList.tsx'

const page = (
  <ResourceContextProvider value="clinic-wait-list">
    <WaitList />
  </ResourceContextProvider>
)
const role = 'clinic'
const path = '/api/clinic-wait-list'
const response = '/api/clinic-response/visits'

export const stories: Stories = {
  empty: { role, page, network: { [path]: rows([]), [response]: () => [200, noResponse] } },
  loading: { role, page, network: { [path]: never, [response]: never } },
  error: { role, page, network: { [path]: down, [response]: down } },
  full: {
    role,
    page,
    network: {
      [path]: rows([aWait(), aWait({ id: 'w2', provider: 'Dr. Ines Okafor' })]),
      [response]: () => [200, aResponse],
    },
  },
}
