import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import ActivityList from './ActivityList.tsx'
import { anActivity } from './fixtures.ts'

const page = (
  <ResourceContextProvider value="activity-reviews">
    <ActivityList />
  </ResourceContextProvider>
)
const role = 'privacy-officer'

export const stories: Stories = {
  empty: { role, page, network: { '/api/activity-reviews': rows([]) } },
  loading: { role, page, network: { '/api/activity-reviews': never } },
  error: { role, page, network: { '/api/activity-reviews': down } },
  full: {
    role,
    page,
    network: {
      '/api/activity-reviews': rows([
        anActivity(),
        anActivity({ id: 'ar2', signedAt: '2026-11-21T15:00:00.000Z' }),
      ]),
    },
  },
}
