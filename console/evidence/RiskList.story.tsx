import { ResourceContextProvider } from 'react-admin'
import type { RiskEntry as Risk } from '../../api/evidence/risks/schema.ts'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import RiskList from './RiskList.tsx'

const page = (
  <ResourceContextProvider value="risks">
    <RiskList />
  </ResourceContextProvider>
)
const role = 'privacy-officer'
const aRisk = (over: Partial<Risk> = {}): Risk => ({
  id: 'ri1',
  asset: 'Portal logins',
  threat: 'A caller talks an agent into a reset.',
  likelihood: 'moderate',
  impact: 'high',
  measures: 'Callers are verified; a code goes to a channel on file.',
  owner: 'Help desk manager',
  dueOn: '2026-12-31',
  recordedBy: 'Priya Raman',
  recordedAt: '2026-11-20T15:00:00.000Z',
  state: 'open',
  reason: null,
  ...over,
})

export const stories: Stories = {
  empty: { role, page, network: { '/api/risks': rows([]) } },
  loading: { role, page, network: { '/api/risks': never } },
  error: { role, page, network: { '/api/risks': down } },
  full: {
    role,
    page,
    network: {
      '/api/risks': rows([
        aRisk(),
        aRisk({ id: 'ri2', asset: 'Backups', threat: 'A disk is stolen.', likelihood: 'low' }),
        aRisk({ id: 'ri3', state: 'closed', reason: 'The server is gone.' }),
      ]),
    },
  },
}
