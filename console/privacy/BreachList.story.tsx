import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import BreachList from './BreachList.tsx'
import { aBreachRow } from './fixtures.ts'

const page = (
  <ResourceContextProvider value="breaches">
    <BreachList />
  </ResourceContextProvider>
)
const role = 'privacy-officer'

export const stories: Stories = {
  empty: { role, page, network: { '/api/breaches': rows([]) } },
  loading: { role, page, network: { '/api/breaches': never } },
  error: { role, page, network: { '/api/breaches': down } },
  full: {
    role,
    page,
    network: {
      '/api/breaches': rows([
        aBreachRow({ daysLeft: -1 }),
        aBreachRow({ id: 'b2', status: 'signed', outcome: 'breach', daysLeft: 9 }),
        aBreachRow({ id: 'b3', status: 'concluded', outcome: 'exception', settledOn: '2026-11-20' }),
      ]),
    },
  },
}
