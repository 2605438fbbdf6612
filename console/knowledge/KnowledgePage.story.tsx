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
const macro = {
  id: 'm1',
  language: 'en',
  category: null,
  title: 'Called back',
  body: 'Called back about case {caseNumber} on {date}.',
}
const macros = {
  '/api/macros': rows([{ ...macro, version: 1, approvedAt: '2026-11-20T10:00:00.000Z' }]),
  '/api/macro-versions': rows([
    {
      ...macro,
      id: 'mv2',
      macroId: 'm2',
      title: 'Nobody answered',
      writtenBy: 'Lee Grant',
      writtenAt: '2026-11-25T10:00:00.000Z',
      mine: false,
    },
  ]),
}
const noMacros = { '/api/macros': none, '/api/macro-versions': none }

export const stories: Stories & Record<'agent', Story> = {
  empty: { role, page, network: { '/api/knowledge': none, '/api/knowledge-versions': none, ...noMacros } },
  loading: {
    role,
    page,
    network: { '/api/knowledge': never, '/api/knowledge-versions': never, '/api/macros': never },
  },
  error: {
    role,
    page,
    network: { '/api/knowledge': down, '/api/knowledge-versions': down, '/api/macros': down },
  },
  full: {
    role,
    page,
    network: { '/api/knowledge': rows([one]), '/api/knowledge-versions': rows([waits]), ...macros },
  },
  agent: { role: 'helpdesk', page, network: { '/api/knowledge': rows([one]), ...macros } },
}
