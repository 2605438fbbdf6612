import { ResourceContextProvider } from 'react-admin'
import type { TrainingEntry as Training } from '../../api/evidence/training/schema.ts'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import TrainingList from './TrainingList.tsx'

const page = (
  <ResourceContextProvider value="training">
    <TrainingList />
  </ResourceContextProvider>
)
const role = 'privacy-officer'
const aTraining = (over: Partial<Training> = {}): Training => ({
  id: 'tr1',
  staff: { id: 's1', name: 'Harper Lind' },
  subject: 'privacy',
  completedOn: '2026-11-10',
  recordedBy: 'Priya Raman',
  recordedAt: '2026-11-11T15:00:00.000Z',
  state: 'completed',
  reason: null,
  ...over,
})

export const stories: Stories = {
  empty: { role, page, network: { '/api/training': rows([]) } },
  loading: { role, page, network: { '/api/training': never } },
  error: { role, page, network: { '/api/training': down } },
  full: {
    role,
    page,
    network: {
      '/api/training': rows([
        aTraining(),
        aTraining({ id: 'tr2', subject: 'caller-verification' }),
        aTraining({ id: 'tr3', state: 'withdrawn', reason: 'The wrong person.' }),
      ]),
    },
  },
}
