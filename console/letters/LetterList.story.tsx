import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aLetter } from './fixtures.ts'
import LetterList from './LetterList.tsx'

const page = (
  <ResourceContextProvider value="letters">
    <LetterList />
  </ResourceContextProvider>
)
const role = 'records'

export const stories: Stories = {
  empty: { role, page, network: { '/api/letters': rows([]) } },
  loading: { role, page, network: { '/api/letters': never } },
  error: { role, page, network: { '/api/letters': down } },
  full: {
    role,
    page,
    network: {
      '/api/letters': rows([
        aLetter(),
        aLetter({ id: 'l2', state: 'returned', patientName: 'Roe, Lee', caseNumber: 8 }),
      ]),
    },
  },
}
