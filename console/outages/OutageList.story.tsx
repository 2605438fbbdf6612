import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aNotice } from './fixtures.ts'
import OutageList from './OutageList.tsx'

const page = (
  <ResourceContextProvider value="outages">
    <OutageList />
  </ResourceContextProvider>
)
const role = 'manager'

export const stories: Stories = {
  empty: { role, page, network: { '/api/outages': rows([]) } },
  loading: { role, page, network: { '/api/outages': never } },
  error: { role, page, network: { '/api/outages': down } },
  full: {
    role,
    page,
    network: {
      '/api/outages': rows([
        aNotice(),
        aNotice({
          id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f61',
          kind: 'announcement',
          title: 'Flu shots',
          textEn: 'Flu shots can be booked from Monday.',
          textEs: 'Desde el lunes puede reservar la vacuna contra la gripe.',
          endedAt: '2026-11-21T15:00:00.000Z',
        }),
      ]),
    },
  },
}
