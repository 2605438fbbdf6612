import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aDraw, aReviewedRow, aRow } from './fixtures.ts'
import ReviewList from './ReviewList.tsx'

const page = (
  <ResourceContextProvider value="quality-reviews">
    <ReviewList />
  </ResourceContextProvider>
)
const role = 'supervisor'

export const stories: Stories = {
  empty: { role, page, network: { '/api/quality-reviews': rows([]), '/api/quality-draws': rows([]) } },
  loading: { role, page, network: { '/api/quality-reviews': never, '/api/quality-draws': never } },
  error: { role, page, network: { '/api/quality-reviews': down, '/api/quality-draws': down } },
  full: {
    role,
    page,
    network: {
      '/api/quality-draws': rows([aDraw]),
      '/api/quality-reviews': rows([
        aRow(),
        aReviewedRow(),
        aRow({ id: 'r3', own: true, staffName: 'Sam Rivera', caseNumber: 1043 }),
      ]),
    },
  },
}
