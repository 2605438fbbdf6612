import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import AccessReviewList from './AccessReviewList.tsx'
import { aReviewRow } from './fixtures.ts'

const page = (
  <ResourceContextProvider value="access-reviews">
    <AccessReviewList />
  </ResourceContextProvider>
)
const role = 'privacy-officer'

export const stories: Stories = {
  empty: { role, page, network: { '/api/access-reviews': rows([]) } },
  loading: { role, page, network: { '/api/access-reviews': never } },
  error: { role, page, network: { '/api/access-reviews': down } },
  full: {
    role,
    page,
    network: {
      '/api/access-reviews': rows([
        aReviewRow(),
        aReviewRow({ id: 'r0', quarter: '2026-Q3', current: false, finishedAt: '2026-09-30T15:00:00.000Z' }),
      ]),
    },
  },
}
