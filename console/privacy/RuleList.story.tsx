import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aRule } from './fixtures.ts'
import RuleList from './RuleList.tsx'

const page = <RuleList />
const role = 'privacy-officer'

export const stories: Stories = {
  empty: { role, page, network: { '/api/privacy-rules': () => [200, []] } },
  loading: { role, page, network: { '/api/privacy-rules': never } },
  error: { role, page, network: { '/api/privacy-rules': down } },
  full: {
    role,
    page,
    network: {
      '/api/privacy-rules': () => [200, [aRule(), aRule({ id: 'self', name: 'Own record', enabled: false })]],
    },
  },
}
