import { ResourceContextProvider } from 'react-admin'
import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import ExportList from './ExportList.tsx'
import { exported } from './fixtures.ts'

const page = (
  <ResourceContextProvider value="audit-exports">
    <ExportList />
  </ResourceContextProvider>
)
const role = 'privacy-officer'
const list = [
  exported(),
  exported({ id: 'x2', state: 'running', rows: 1, note: null }),
  exported({ id: 'x3', state: 'broken-off', format: 'fhir' }),
]

export const stories: Stories = {
  empty: { page, role, network: { '/api/audit-exports': () => [200, []] } },
  loading: { page, role, network: { '/api/audit-exports': never } },
  error: { page, role, network: { '/api/audit-exports': down } },
  full: { page, role, network: { '/api/audit-exports': () => [200, list] } },
}
