import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aWatch } from './fixtures.ts'
import WatchedList from './WatchedList.tsx'

const page = (
  <ResourceContextProvider value="watched-records">
    <WatchedList />
  </ResourceContextProvider>
)
const role = 'privacy-officer'

export const stories: Stories = {
  empty: { role, page, network: { '/api/watched-records': rows([]) } },
  loading: { role, page, network: { '/api/watched-records': never } },
  error: { role, page, network: { '/api/watched-records': down } },
  full: {
    role,
    page,
    network: { '/api/watched-records': rows([aWatch(), aWatch({ id: 'w2', toDay: '2026-12-31' })]) },
  },
}
