import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { myReview } from './fixtures.ts'
import MyReviews from './MyReviews.tsx'

const page = <MyReviews />
const at = '2026-11-20T15:00:00.000Z'

export const stories: Stories = {
  empty: { page, network: { '/api/me/quality-reviews': () => [200, []] } },
  loading: { page, network: { '/api/me/quality-reviews': never } },
  error: { page, network: { '/api/me/quality-reviews': down } },
  full: {
    page,
    network: {
      '/api/me/quality-reviews': () => [
        200,
        [myReview(), myReview({ id: 'r2', caseNumber: 1044, reply: 'They had said it', repliedAt: at })],
      ],
    },
  },
}
