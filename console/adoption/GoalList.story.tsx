import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { counted, figures } from './fixtures.ts'
import GoalList from './GoalList.tsx'

const page = <GoalList />
const role = 'manager'

export const stories: Stories = {
  empty: { page, role, network: { '/api/adoption/figures': () => [200, figures([])] } },
  loading: { page, role, network: { '/api/adoption': never } },
  error: { page, role, network: { '/api/adoption': down } },
  full: { page, role, network: counted },
}
