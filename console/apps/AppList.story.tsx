import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import AppList from './AppList.tsx'
import { aRow } from './fixtures.ts'

const page = (
  <ResourceContextProvider value="apps">
    <AppList />
  </ResourceContextProvider>
)
const role = 'administrator'

export const stories: Stories = {
  empty: { role, page, network: { '/api/apps': rows([]) } },
  loading: { role, page, network: { '/api/apps': never } },
  error: { role, page, network: { '/api/apps': down } },
  full: {
    role,
    page,
    network: {
      '/api/apps': rows([
        aRow(),
        aRow({
          id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f61',
          name: 'Steps',
          revokedAt: '2026-11-21T15:00:00.000Z',
          patients: 0,
        }),
      ]),
    },
  },
}
