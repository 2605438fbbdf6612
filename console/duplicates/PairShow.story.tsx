import { down, never } from '../core/story/network.ts'
import type { Stories, Story } from '../core/story/Stage.tsx'
import { aPairOfRecords, aRecord } from './fixtures.ts'
import { PairPage } from './PairShow.tsx'

const page = <PairPage id="d1" />
const role = 'records'
const path = '/api/duplicates/d1'
const decided = {
  note: 'Both cards were shown at the desk.',
  decidedBy: 'Sam Rivera',
  decidedAt: '2026-11-21T15:00:00.000Z',
}

/** Empty means here: nothing of it may be seen, since the reader may be kin. */
export const stories: Stories & Record<'twoLogins' | 'merged' | 'different', Story> = {
  empty: {
    role,
    page,
    network: {
      [path]: () => [
        200,
        aPairOfRecords({ fields: [], withheld: 'a colleague: the patient shares a last name with you' }),
      ],
    },
  },
  loading: { role, page, network: { [path]: never } },
  error: { role, page, network: { [path]: down } },
  full: { role, page, network: { [path]: () => [200, aPairOfRecords()] } },
  twoLogins: {
    role,
    page,
    network: {
      [path]: () => [
        200,
        aPairOfRecords({
          people: [aRecord({}), aRecord({ id: 'p2', name: 'Okonkwa, Ada', login: 'locked' })],
        }),
      ],
    },
  },
  merged: {
    role,
    page,
    network: {
      [path]: () => [
        200,
        aPairOfRecords({ ...decided, state: 'merged', because: 'registered-twice', survivorId: 'p1' }),
      ],
    },
  },
  different: {
    role,
    page,
    network: { [path]: () => [200, aPairOfRecords({ ...decided, state: 'different', because: 'twins' })] },
  },
}
