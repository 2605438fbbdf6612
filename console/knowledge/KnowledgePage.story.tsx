import { down, never, rows } from '../core/story/network.ts'
import type { Stories, Story } from '../core/story/Stage.tsx'
import KnowledgePage from './KnowledgePage.tsx'

const page = <KnowledgePage />
const role = 'supervisor'
const ours = { toSay: 'The account was locked.', toDo: 'Verify.\nUnlock.', version: 0, approvedAt: null }
const one = {
  topic: 'locked-out',
  en: { ...ours, version: 2, approvedAt: '2026-11-20T10:00:00.000Z' },
  es: { ...ours, toSay: 'La cuenta se bloqueó.' },
}
const waits = {
  id: 'v1',
  topic: 'deceased',
  language: 'es',
  toSay: 'Lo sentimos.',
  toDo: 'Transfiera.',
  writtenBy: 'Lee Grant',
  writtenAt: '2026-11-25T10:00:00.000Z',
  mine: false,
}
const none = rows([])

export const stories: Stories & Record<'agent', Story> = {
  empty: { role, page, network: { '/api/knowledge': none, '/api/knowledge-versions': none } },
  loading: { role, page, network: { '/api/knowledge': never, '/api/knowledge-versions': never } },
  error: { role, page, network: { '/api/knowledge': down, '/api/knowledge-versions': down } },
  full: {
    role,
    page,
    network: { '/api/knowledge': rows([one]), '/api/knowledge-versions': rows([waits]) },
  },
  agent: { role: 'helpdesk', page, network: { '/api/knowledge': rows([one]) } },
}
