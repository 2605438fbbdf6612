import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { ActivityPage } from './ActivityShow.tsx'
import { anActivity } from './fixtures.ts'

const page = <ActivityPage id="ar1" />
const role = 'privacy-officer'

/** Empty means here: nothing is left to do. */
export const stories: Stories = {
  empty: {
    role,
    page,
    network: {
      '/api/activity-reviews/ar1': () => [
        200,
        anActivity({
          signedBy: 'Sam Rivera',
          signedAt: '2026-11-21T15:00:00.000Z',
          conclusion: 'Nothing to remark.',
        }),
      ],
    },
  },
  loading: { role, page, network: { '/api/activity-reviews/ar1': never } },
  error: { role, page, network: { '/api/activity-reviews/ar1': down } },
  full: { role, page, network: { '/api/activity-reviews/ar1': () => [200, anActivity()] } },
}
