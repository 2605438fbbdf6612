import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import AccountingList from './AccountingList.tsx'
import { anAccountingRequest } from './accountingFixtures.ts'

const page = (
  <ResourceContextProvider value="accounting-requests">
    <AccountingList />
  </ResourceContextProvider>
)
const role = 'privacy-officer'
const at = '/api/accounting-requests'

export const stories: Stories = {
  empty: { role, page, network: { [at]: rows([]) } },
  loading: { role, page, network: { [at]: never } },
  error: { role, page, network: { [at]: down } },
  full: {
    role,
    page,
    network: {
      [at]: rows([
        anAccountingRequest({ overdue: true, extendedReason: 'The archive is being moved.' }),
        anAccountingRequest({ id: 'r2', state: 'answered', free: false }),
        anAccountingRequest({ id: 'r3', state: 'withdrawn', withdrawnReason: 'Entered twice.' }),
      ]),
    },
  },
}
