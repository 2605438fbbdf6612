import { ResourceContextProvider } from 'react-admin'
import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { mark } from './fixtures.ts'
import MarkList from './MarkList.tsx'

const page = (
  <ResourceContextProvider value="adoption/annotations">
    <MarkList />
  </ResourceContextProvider>
)
const role = 'manager'

export const stories: Stories = {
  empty: { page, role, network: { '/api/adoption/annotations': () => [200, []] } },
  loading: { page, role, network: { '/api/adoption/annotations': never } },
  error: { page, role, network: { '/api/adoption/annotations': down } },
  full: { page, role, network: { '/api/adoption/annotations': () => [200, [mark]] } },
}
