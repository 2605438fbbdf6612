import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aThread } from './fixtures.ts'
import { ThreadPage } from './ThreadShow.tsx'

const page = <ThreadPage id="t1" />
const role = 'clinic'
const path = '/api/clinic-threads/t1'

/** Empty means here: nothing is left to do. */
export const stories: Stories = {
  empty: {
    role,
    page,
    network: { [path]: () => [200, aThread({ status: 'closed', dueAt: null, waitsSince: null })] },
  },
  loading: { role, page, network: { [path]: never } },
  error: { role, page, network: { [path]: down } },
  full: { role, page, network: { [path]: () => [200, aThread()] } },
}
