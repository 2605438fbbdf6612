import { z } from '@hono/zod-openapi'
import { rule, ruleWords, type Words } from '../words.ts'

const spanish = z.locales.es().localeError
const plain = (message: string) => message.replace(/^(Invalid input|Entrada inválida): /, '')

/** What a schema's rule that was broken says, in both languages, as a phrase that follows the field's name. */
export function issueWords(issue: z.core.$ZodIssue): Words {
  const own = ruleWords(issue.message)
  if (own) return own
  const es = spanish(issue as z.core.$ZodRawIssue)
  return { en: plain(issue.message), es: plain(typeof es === 'string' ? es : (es?.message ?? issue.message)) }
}

// PostgreSQL text holds no NUL, a lone surrogate is no character at all, and what steers a terminal or turns the direction
// of writing (Unicode TR 36, 2.10) makes a name look like another. Line breaks and tabs are text.
const unstorable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters refused
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** Free text a person types: trimmed, not empty, storable on both engines. */
export function text(max: number) {
  return z
    .string()
    .trim()
    .min(1, rule('must not be empty', 'no debe estar vacío'))
    .max(max, rule(`must have at most ${max} characters`, `debe tener como máximo ${max} caracteres`))
    .refine(
      (value) => !unstorable.test(value),
      rule(
        'must not contain control, direction or broken characters',
        'no debe contener caracteres de control, de dirección ni rotos',
      ),
    )
}

export const id = z
  .uuid(rule('must be a record id', 'debe ser un identificador'))
  .openapi({ example: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60' })
export const idParam = z.strictObject({ id })
export const moment = z.iso.datetime().openapi({ example: '2026-11-22T09:00:00.000Z' })

/** A calendar date that exists: 2026-02-30 is refused. */
export const date = z.iso.date(
  rule('must be a date written YYYY-MM-DD', 'debe ser una fecha escrita AAAA-MM-DD'),
)

/** The RFC 9457 body of every refusal. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string().optional(),
    outcome: z.enum(['unchanged', 'unknown']).optional(),
    message: z.string(),
    requestId: z.string(),
    errors: z.record(z.string(), z.string()).optional(),
    missing: z.array(z.object({ code: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem')

/** What is read out on the phone, or from an authenticator. */
export const sixDigits = z
  .string()
  .trim()
  .regex(/^\d{6}$/, rule('must be 6 digits', 'deben ser 6 cifras'))

/** No line break, tab or other control, and nothing that turns the direction of what follows: names stand in mails, lists and files. */
export const oneLine = /^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u
