import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aRefillRow } from './fixtures.ts'
import RefillList from './RefillList.tsx'

const page = (
  <ResourceContextProvider value="clinic-refills">
    <RefillList />
  </ResourceContextProvider>
)
const role = 'clinic'
const path = '/api/clinic-refills'

export const stories: Stories = {
  empty: { role, page, network: { [path]: rows([]) } },
  loading: { role, page, network: { [path]: never } },
  error: { role, page, network: { [path]: down } },
  full: {
    role,
    page,
    network: { [path]: rows([aRefillRow(), aRefillRow({ id: 'r2', status: 'accepted' })]) },
  },
}
