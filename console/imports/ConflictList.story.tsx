import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import ConflictList from './ConflictList.tsx'
import { aConflictRow } from './fixtures.ts'

const page = (
  <ResourceContextProvider value="record-conflicts">
    <ConflictList />
  </ResourceContextProvider>
)
const role = 'records'

export const stories: Stories = {
  empty: { role, page, network: { '/api/record-conflicts': rows([]) } },
  loading: { role, page, network: { '/api/record-conflicts': never } },
  error: { role, page, network: { '/api/record-conflicts': down } },
  full: {
    role,
    page,
    network: {
      '/api/record-conflicts': rows([
        aConflictRow(),
        aConflictRow({
          id: 'rc2',
          reason: 'identifiers-of-two',
          state: 'same-person',
          decidedBy: 'Sam Rivera',
          decidedAt: '2026-11-21T15:00:00.000Z',
          patients: [
            { id: 'p1', name: 'Doe, Jane' },
            { id: 'p2', name: 'Doe, Janet' },
          ],
        }),
      ]),
    },
  },
}
