import { z } from '@hono/zod-openapi'

// PostgreSQL text holds no NUL, and a lone surrogate is no character at all.
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is the character refused
const unstorable = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** Free text a person types: trimmed, not empty, storable on both engines. */
export function text(max: number) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine((value) => !unstorable.test(value), 'must not contain NUL or broken characters')
}

export const id = z.uuid('must be a record id').openapi({ example: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60' })
export const idParam = z.strictObject({ id })
export const moment = z.iso.datetime().openapi({ example: '2026-11-22T09:00:00.000Z' })

/** A calendar date that exists: 2026-02-30 is refused. */
export const date = z.iso.date('must be a date written YYYY-MM-DD')

/** The RFC 9457 body of every refusal. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    message: z.string(),
    requestId: z.string(),
    errors: z.record(z.string(), z.string()).optional(),
    missing: z.array(z.object({ code: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem')
