import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { counted, uncounted } from './fixtures.ts'
import GoalList from './GoalList.tsx'

const page = <GoalList />
const role = 'manager'

export const stories: Stories = {
  empty: { page, role, network: uncounted },
  loading: { page, role, network: { '/api/adoption': never } },
  error: { page, role, network: { '/api/adoption': down } },
  full: { page, role, network: counted },
}
