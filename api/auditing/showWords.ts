import { openView } from '../acts/view.ts'
import { listWords } from '../audit/search/filter.ts'
import { words } from './schema.ts'

export const showWords = openView({
  at: 'GET /api/audit-words',
  summary: 'The acts, purposes and object types a search can name',
  tag: 'Audit',
  needs: 'audit.show',
  unrecorded: 'words of the program, no person’s data',
  reply: words,
  show: async (ctx) => ({ reply: await listWords(ctx) }),
})
