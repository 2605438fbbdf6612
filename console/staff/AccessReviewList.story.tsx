import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import AccessReviewList from './AccessReviewList.tsx'
import { aClinicRequest, aReviewRow, aRoleRequest } from './fixtures.ts'

const page = (
  <ResourceContextProvider value="access-reviews">
    <AccessReviewList />
  </ResourceContextProvider>
)
const role = 'privacy-officer'

export const stories: Stories = {
  empty: {
    role,
    page,
    network: {
      '/api/access-reviews': rows([]),
      '/api/role-requests': rows([]),
      '/api/clinic-requests': rows([]),
    },
  },
  loading: {
    role,
    page,
    network: { '/api/access-reviews': never, '/api/role-requests': never, '/api/clinic-requests': never },
  },
  error: {
    role,
    page,
    network: { '/api/access-reviews': down, '/api/role-requests': down, '/api/clinic-requests': down },
  },
  full: {
    role,
    page,
    network: {
      '/api/clinic-requests': rows([aClinicRequest()]),
      '/api/role-requests': rows([aRoleRequest(), aRoleRequest({ id: 'q2', mine: true })]),
      '/api/access-reviews': rows([
        aReviewRow(),
        aReviewRow({ id: 'r0', quarter: '2026-Q3', current: false, finishedAt: '2026-09-30T15:00:00.000Z' }),
      ]),
    },
  },
}
