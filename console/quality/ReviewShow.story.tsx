import { down, never } from '../core/story/network.ts'
import type { Stories, Story } from '../core/story/Stage.tsx'
import { aCallReview, aReviewedCall } from './fixtures.ts'
import { ReviewPage } from './ReviewShow.tsx'

const page = <ReviewPage id="r1" />
const role = 'supervisor'
const { call } = aCallReview()

/** Empty means here: nothing was noted, and nobody verified. */
export const stories: Stories & Record<'reviewed', Story> = {
  empty: {
    role,
    page,
    network: {
      '/api/quality-reviews/r1': () => [
        200,
        aCallReview({ call: { ...call, verifications: [], notes: [] } }),
      ],
    },
  },
  loading: { role, page, network: { '/api/quality-reviews/r1': never } },
  error: { role, page, network: { '/api/quality-reviews/r1': down } },
  full: { role, page, network: { '/api/quality-reviews/r1': () => [200, aCallReview()] } },
  reviewed: { role, page, network: { '/api/quality-reviews/r1': () => [200, aReviewedCall()] } },
}
