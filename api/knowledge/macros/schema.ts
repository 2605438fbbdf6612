import { z } from '@hono/zod-openapi'
import { categories } from '../../cases/lists.ts'
import { id, moment, text } from '../../core/http/schema.ts'
import { rule } from '../../core/words.ts'
import { placeholders, unknownIn } from './lists.ts'

const language = z.enum(['en', 'es'])
const allowed = placeholders.map((name) => `{${name}}`).join(', ')
/** What stands in braces is on the list, or the text is refused at its field. */
const filled = (most: number) =>
  text(most).refine(
    (given) => unknownIn(given).length === 0,
    rule(`may have no braces but ${allowed}`, `no puede llevar más llaves que ${allowed}`),
  )
const words = { title: text(80), body: filled(2_000) }

export const newMacro = z.strictObject({ language, category: z.enum(categories).nullable(), ...words })
export const macroWords = z.strictObject(words)
export const written = z.object({ id, macroId: id }).openapi('MacroWritten')
export const decided = z.object({ id, decision: z.enum(['approved', 'declined']) }).openapi('MacroDecided')
export const retired = z.object({ id }).openapi('MacroRetired')

const head = { language, category: z.string().nullable(), title: z.string(), body: z.string() }
export const macros = z.array(
  z.object({ id, ...head, version: z.number(), approvedAt: moment }).openapi('Macro'),
)
export const waitingMacros = z.array(
  z
    .object({
      id,
      macroId: id,
      ...head,
      writtenBy: z.string(),
      writtenAt: moment,
      mine: z.boolean().openapi({ description: 'Whoever asked for this list wrote it' }),
    })
    .openapi('MacroWaiting'),
)
