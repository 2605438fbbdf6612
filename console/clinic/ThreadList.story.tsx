import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aThreadRow } from './fixtures.ts'
import ThreadList from './ThreadList.tsx'

const page = (
  <ResourceContextProvider value="clinic-threads">
    <ThreadList />
  </ResourceContextProvider>
)
const role = 'clinic'
const path = '/api/clinic-threads'

export const stories: Stories = {
  empty: { role, page, network: { [path]: rows([]) } },
  loading: { role, page, network: { [path]: never } },
  error: { role, page, network: { [path]: down } },
  full: {
    role,
    page,
    network: {
      [path]: rows([
        aThreadRow(),
        aThreadRow({ id: 't2', patientName: 'Roe, Lee', waitsSince: null, dueAt: null }),
      ]),
    },
  },
}
