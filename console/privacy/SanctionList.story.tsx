import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aSanction } from './fixtures.ts'
import SanctionList from './SanctionList.tsx'

const page = (
  <ResourceContextProvider value="sanctions">
    <SanctionList />
  </ResourceContextProvider>
)
const role = 'privacy-officer'

export const stories: Stories = {
  empty: { role, page, network: { '/api/sanctions': rows([]) } },
  loading: { role, page, network: { '/api/sanctions': never } },
  error: { role, page, network: { '/api/sanctions': down } },
  full: {
    role,
    page,
    network: {
      '/api/sanctions': rows([
        aSanction(),
        aSanction({ id: 'sa2', alertId: null, state: 'carried-out', carriedOutOn: '2026-11-25' }),
        aSanction({ id: 'sa3', state: 'withdrawn', withdrawnReason: 'The wrong person.' }),
      ]),
    },
  },
}
