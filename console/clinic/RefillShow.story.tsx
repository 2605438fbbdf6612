import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aRefill } from './fixtures.ts'
import { RefillPage } from './RefillShow.tsx'

const page = <RefillPage id="r1" />
const role = 'clinic'
const path = '/api/clinic-refills/r1'

/** Empty means here: nothing is left to do. */
export const stories: Stories = {
  empty: {
    role,
    page,
    network: {
      [path]: () => [
        200,
        aRefill({ status: 'rejected', reason: 'too-soon', answer: 'Next week', note: null }),
      ],
    },
  },
  loading: { role, page, network: { [path]: never } },
  error: { role, page, network: { [path]: down } },
  full: { role, page, network: { [path]: () => [200, aRefill()] } },
}
