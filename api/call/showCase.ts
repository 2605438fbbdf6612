import { view } from '../acts/view.ts'
import { aboutCase } from '../cases/target.ts'
import { noCase } from '../cases/words.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readCase } from './readCase.ts'
import * as schema from './schema.ts'

/** A case with its notes, its verifications and what has happened to the login since. */
export const showCase = view({
  name: 'case.shown',
  letter: 'R',
  words: { en: 'Looked at a support case', es: 'Consultó un caso de ayuda' },
  watch: 'look',
  at: 'GET /api/cases/{id}',
  summary: 'Show a case',
  tag: 'Cases',
  needs: 'cases.show',
  params: idParam,
  reply: schema.supportCase,
  async show(ctx, { id }) {
    const read = await readCase(ctx, id)
    if (!read) throw new NotFound(noCase)
    return { reply: read.reply, seen: { ...aboutCase(read.row), object: { type: 'case', id } } }
  },
})
