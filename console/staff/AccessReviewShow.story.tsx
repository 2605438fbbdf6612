import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { AccessReviewPage } from './AccessReviewShow.tsx'
import { aReview } from './fixtures.ts'

const page = <AccessReviewPage id="r1" />
const role = 'privacy-officer'

export const stories: Stories = {
  empty: { role, page, network: { '/api/access-reviews/r1': () => [200, aReview({ items: [] })] } },
  loading: { role, page, network: { '/api/access-reviews/r1': never } },
  error: { role, page, network: { '/api/access-reviews/r1': down } },
  full: { role, page, network: { '/api/access-reviews/r1': () => [200, aReview()] } },
}
