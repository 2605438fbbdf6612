import { down, never } from '../core/story/network.ts'
import type { Stories, Story } from '../core/story/Stage.tsx'
import { ConflictPage } from './ConflictShow.tsx'
import { aConflict, aConflictOfTwo } from './fixtures.ts'

const page = <ConflictPage id="rc1" />
const role = 'records'
const path = '/api/record-conflicts/rc1'

/** Empty means here: nothing of it may be seen, since the reader may be kin. */
export const stories: Stories & Record<'ofTwo' | 'decided', Story> = {
  empty: {
    role,
    page,
    network: {
      [path]: () => [
        200,
        aConflict({ fields: [], withheld: 'a colleague: the patient shares a last name with you' }),
      ],
    },
  },
  loading: { role, page, network: { [path]: never } },
  error: { role, page, network: { [path]: down } },
  full: { role, page, network: { [path]: () => [200, aConflict()] } },
  ofTwo: { role, page, network: { [path]: () => [200, aConflictOfTwo()] } },
  decided: {
    role,
    page,
    network: {
      [path]: () => [
        200,
        aConflict({
          state: 'feed-wrong',
          because: 'number',
          note: 'The clinic typed it wrong.',
          decidedBy: 'Sam Rivera',
          decidedAt: '2026-11-21T15:00:00.000Z',
          fields: [],
        }),
      ],
    },
  },
}
