import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aResponse, aThreadRow, noResponse } from './fixtures.ts'
import ThreadList from './ThreadList.tsx'

const page = (
  <ResourceContextProvider value="clinic-threads">
    <ThreadList />
  </ResourceContextProvider>
)
const role = 'clinic'
const response = '/api/clinic-response/messages'
const path = '/api/clinic-threads'

export const stories: Stories = {
  empty: { role, page, network: { [path]: rows([]), [response]: () => [200, noResponse] } },
  loading: { role, page, network: { [path]: never, [response]: never } },
  error: { role, page, network: { [path]: down, [response]: down } },
  full: {
    role,
    page,
    network: {
      [response]: () => [200, aResponse],
      [path]: rows([
        aThreadRow(),
        aThreadRow({ id: 't2', patientName: 'Roe, Lee', waitsSince: null, dueAt: null }),
      ]),
    },
  },
}
