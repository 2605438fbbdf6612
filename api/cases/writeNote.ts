import { act } from '../acts/act.ts'
import { idParam } from '../core/http/schema.ts'
import { forgetDraft } from './drafts/drafts.ts'
import { addCaseNote } from './note.ts'
import { caseReply } from './present.ts'
import * as schema from './schema.ts'
import { onCase } from './target.ts'

/** Notes may be added to a closed case too: what came to light afterwards belongs to it. */
export const writeNote = act({
  name: 'case.noted',
  letter: 'U',
  words: { en: 'Wrote a note on a support case', es: 'Escribió una nota en un caso de ayuda' },
  watch: 'work',
  verb: { en: 'Add a note', es: 'Añadir una nota' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/notes',
  needs: 'cases.work',
  params: idParam,
  body: schema.addNote,
  reply: schema.caseRow,
  on: onCase,
  guards: { queue: true, stranger: true },
  async do(trx, ctx, found, { text }) {
    await addCaseNote(trx, ctx, found.id, 'note', text)
    await forgetDraft(trx, ctx, 'note', found.id)
    return { reply: await caseReply(trx, ctx, found.id), fields: ['notes'] }
  },
})
