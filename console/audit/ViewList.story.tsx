import { ResourceContextProvider } from 'react-admin'
import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { view } from './fixtures.ts'
import ViewList from './ViewList.tsx'

const page = (
  <ResourceContextProvider value="audit-views">
    <ViewList />
  </ResourceContextProvider>
)
const role = 'privacy-officer'

export const stories: Stories = {
  empty: { page, role, network: { '/api/audit-views': () => [200, []] } },
  loading: { page, role, network: { '/api/audit-views': never } },
  error: { page, role, network: { '/api/audit-views': down } },
  full: { page, role, network: { '/api/audit-views': () => [200, [view]] } },
}
