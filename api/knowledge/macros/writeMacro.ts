import { act } from '../../acts/act.ts'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import type { Trx } from '../../core/db/transact.ts'
import { idParam } from '../../core/http/schema.ts'
import * as schema from './schema.ts'
import { onMacro } from './target.ts'

const common = {
  watch: 'nothing',
  tag: 'Knowledge',
  needs: 'knowledge.write',
  labels: {
    title: { en: 'Title', es: 'Título' },
    body: { en: 'Text', es: 'Texto' },
    language: { en: 'Language', es: 'Idioma' },
    category: { en: 'For cases about', es: 'Para casos sobre' },
  },
} as const

/** Writes a text for notes. Agents have it once another person approved it. */
export const writeMacro = act({
  ...common,
  name: 'knowledge.macro-written',
  letter: 'C',
  words: { en: 'Wrote a text for notes', es: 'Escribió un texto para notas' },
  verb: { en: 'Write a text for notes', es: 'Escribir un texto para notas' },
  at: 'POST /api/macros',
  status: 201,
  body: schema.newMacro,
  reply: schema.written,
  async do(trx, ctx, _found, { language, category, ...words }) {
    const macroId = newId()
    const row = { id: macroId, language, category, retired_at: null, retired_by: null }
    await trx.insertInto('macro').values(row).execute()
    const id = await putVersion(trx, ctx, macroId, words)
    return {
      reply: { id, macroId },
      about: { object: { type: 'macro', id: macroId } },
      fields: ['title', 'body'],
      detail: { version: id, language },
    }
  },
})

/** Writes it anew; the approved words stay in use until another person approves these. */
export const rewriteMacro = act({
  ...common,
  name: 'knowledge.macro-rewritten',
  letter: 'C',
  words: {
    en: 'Wrote a new version of a text for notes',
    es: 'Escribió una versión nueva de un texto para notas',
  },
  verb: { en: 'Write the text anew', es: 'Volver a escribir el texto' },
  at: 'POST /api/macros/{id}/versions',
  status: 201,
  params: idParam,
  body: schema.macroWords,
  reply: schema.written,
  on: onMacro,
  guards: { inUse: true, noneWaits: true },
  async do(trx, ctx, macro, { title, body }) {
    const id = await putVersion(trx, ctx, macro.id, { title, body })
    return {
      reply: { id, macroId: macro.id },
      fields: ['title', 'body'],
      detail: { version: id, language: macro.language },
    }
  },
})

/** Takes it out of use; what was written with it stays as it is. */
export const retireMacro = act({
  ...common,
  name: 'knowledge.macro-retired',
  letter: 'U',
  words: { en: 'Took a text for notes out of use', es: 'Dejó de usar un texto para notas' },
  verb: { en: 'Take out of use', es: 'Dejar de usar' },
  at: 'POST /api/macros/{id}/retire',
  params: idParam,
  reply: schema.retired,
  on: onMacro,
  guards: { inUse: true },
  async do(trx, ctx, { id }) {
    const over = { retired_at: ctx.now().toISOString(), retired_by: ctx.actor.id }
    await trx.updateTable('macro').set(over).where('id', '=', id).execute()
    return { reply: { id }, fields: ['retiredAt'] }
  },
})

async function putVersion(
  trx: Trx,
  ctx: StaffCtx,
  macroId: string,
  { title, body }: { title: string; body: string },
): Promise<string> {
  const id = newId()
  await trx
    .insertInto('macro_version')
    .values({
      id,
      macro_id: macroId,
      title,
      body,
      written_by: ctx.actor.id,
      written_at: ctx.now().toISOString(),
      decision: null,
      decided_by: null,
      decided_at: null,
      version: null,
    })
    .execute()
  return id
}
