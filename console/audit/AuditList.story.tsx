import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import AuditList from './AuditList.tsx'
import { besideEvents, event, events } from './fixtures.ts'

const page = <AuditList />
const role = 'privacy-officer'

export const stories: Stories = {
  empty: { page, role, network: { ...besideEvents, '/api/audit': events([]) } },
  loading: { page, role, network: { ...besideEvents, '/api/audit': never } },
  error: { page, role, network: { ...besideEvents, '/api/audit': down } },
  full: {
    page,
    role,
    network: {
      ...besideEvents,
      '/api/audit': events(
        [
          event(),
          event({ id: 'e2', leafIndex: null, outcome: 'denied', actorName: null, actorType: 'anonymous' }),
        ],
        1000,
        true,
      ),
    },
  },
}
