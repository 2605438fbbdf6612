import { row } from '../core/story/fixtures.ts'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { HomePage } from './HomePage.tsx'

const page = <HomePage />

export const stories: Stories = {
  empty: { page, network: { '/api/cases': rows([]) } },
  loading: { page, network: { '/api/cases': never } },
  error: { page, network: { '/api/cases': down } },
  full: { page, network: { '/api/cases': rows([row({ overdue: true })], 40) } },
}
