import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aPairRow, counts } from './fixtures.ts'
import PairList from './PairList.tsx'

const page = (
  <ResourceContextProvider value="duplicates">
    <PairList />
  </ResourceContextProvider>
)
const role = 'records'
const counted = { '/api/duplicate-counts': () => [200, counts] as [number, unknown] }

export const stories: Stories = {
  empty: { role, page, network: { ...counted, '/api/duplicates': rows([]) } },
  loading: { role, page, network: { ...counted, '/api/duplicates': never } },
  error: { role, page, network: { ...counted, '/api/duplicates': down } },
  full: {
    role,
    page,
    network: {
      ...counted,
      '/api/duplicates': rows([
        aPairRow(),
        aPairRow({
          id: 'd2',
          bits: 24.1,
          people: [
            { id: 'p3', name: 'Doe, Jane' },
            { id: 'p4', name: 'Doe, Janet' },
          ],
        }),
      ]),
    },
  },
}
