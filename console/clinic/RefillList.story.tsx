import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aRefillRow, aResponse, noResponse } from './fixtures.ts'
import RefillList from './RefillList.tsx'

const page = (
  <ResourceContextProvider value="clinic-refills">
    <RefillList />
  </ResourceContextProvider>
)
const role = 'clinic'
const response = '/api/clinic-response/refills'
const path = '/api/clinic-refills'

export const stories: Stories = {
  empty: { role, page, network: { [path]: rows([]), [response]: () => [200, noResponse] } },
  loading: { role, page, network: { [path]: never, [response]: never } },
  error: { role, page, network: { [path]: down, [response]: down } },
  full: {
    role,
    page,
    network: {
      [response]: () => [200, aResponse],
      [path]: rows([aRefillRow(), aRefillRow({ id: 'r2', status: 'accepted' })]),
    },
  },
}
