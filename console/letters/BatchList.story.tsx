import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import BatchList from './BatchList.tsx'
import { aBatch } from './fixtures.ts'

const page = (
  <ResourceContextProvider value="letter-batches">
    <BatchList />
  </ResourceContextProvider>
)
const role = 'records'

export const stories: Stories = {
  empty: { role, page, network: { '/api/letter-batches': rows([]) } },
  loading: { role, page, network: { '/api/letter-batches': never } },
  error: { role, page, network: { '/api/letter-batches': down } },
  full: {
    role,
    page,
    network: {
      '/api/letter-batches': rows([
        aBatch(),
        aBatch({ id: 'b2', postedBy: 'Kim Ortiz', postedAt: '2026-11-21T15:00:00.000Z' }),
      ]),
    },
  },
}
