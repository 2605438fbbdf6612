import { z } from '@hono/zod-openapi'
import { act } from '../../acts/act.ts'
import { openView } from '../../acts/view.ts'
import { id, moment } from '../../core/http/schema.ts'
import { draftFields, draftForms } from '../lists.ts'
import { forgetDraft, keepDraft, readDraft } from './drafts.ts'
import { onDraft } from './target.ts'

const params = z.object({ form: z.enum(draftForms), id })
const values = z
  .partialRecord(z.enum([...new Set(Object.values(draftFields).flat())]), z.string().max(4000))
  .describe('What is typed, by the field it is typed in')
const place = { tag: 'Cases', needs: 'cases.work' } as const

/** What one was typing oneself, in one form of one case. */
export const showDraft = openView({
  ...place,
  at: 'GET /api/drafts/{form}/{id}',
  summary: 'One’s own draft',
  unrecorded: 'what its reader typed; that they began is in the log',
  params,
  reply: z.object({ draft: z.object({ values: z.record(z.string(), z.string()), at: moment }).nullable() }),
  async show(ctx, { form, id: aboutId }) {
    return { reply: { draft: await readDraft(ctx, form, aboutId) } }
  },
})

/**
 * Keeps what is being typed for its writer alone: it outlives a reload, a lost connection and a session that ended, sealed as
 * other secrets are. “Every write has a record”: that somebody began is recorded once a draft, and so is that they discarded it.
 * What comes between are keystrokes: they change nothing that anybody else can see, and what is sent in the end is an act with a
 * record of its own. The case does not count it: whoever else has it open is told of nothing (2026-11-26).
 */
export const draftKept = act({
  ...place,
  name: 'draft.begun',
  letter: 'C',
  words: { en: 'Began to write in a support case', es: 'Empezó a escribir en un caso de ayuda' },
  watch: 'nothing',
  verb: { en: 'Keep a draft', es: 'Conservar un borrador' },
  at: 'PUT /api/drafts/{form}/{id}',
  params,
  body: z.strictObject({ values }),
  reply: z.object({}),
  on: onDraft,
  guards: { fieldsOfForm: true },
  async do(trx, ctx, _found, given) {
    const begun = await keepDraft(trx, ctx, given.form, given.id, given.values as Record<string, string>)
    return { reply: {}, detail: { form: given.form }, ...(!begun && { unchanged: true as const }) }
  },
})

/** Forgets what was typed and not sent. */
export const draftDiscarded = act({
  ...place,
  name: 'draft.discarded',
  letter: 'D',
  words: { en: 'Discarded what was written', es: 'Descartó lo que había escrito' },
  watch: 'nothing',
  verb: { en: 'Discard the draft', es: 'Descartar el borrador' },
  at: 'DELETE /api/drafts/{form}/{id}',
  params,
  reply: z.object({}),
  on: onDraft,
  async do(trx, ctx, _found, { form, id: aboutId }) {
    const gone = await forgetDraft(trx, ctx, form, aboutId)
    return { reply: {}, detail: { form }, ...(!gone && { unchanged: true as const }) }
  },
})
