import { row } from '../core/story/fixtures.ts'
import { down, type Network, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { HomePage } from './HomePage.tsx'

const page = <HomePage />

const counts = {
  '/api/case-queues': () => [200, { mine: 40, unassigned: 40, due: 3, handed: 2, answered: 1, toCall: 1 }],
} satisfies Network

export const stories: Stories = {
  empty: { page, network: { ...counts, '/api/cases': rows([]) } },
  loading: { page, network: { ...counts, '/api/cases': never } },
  error: { page, network: { ...counts, '/api/cases': down } },
  full: { page, network: { ...counts, '/api/cases': rows([row({ overdue: true })], 40) } },
}
