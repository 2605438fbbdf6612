import { z } from '@hono/zod-openapi'
import { id, moment } from '../core/http/schema.ts'
import { letterStates } from './lists.ts'

export const letterOrdered = z
  .object({ act: z.literal('order-letter'), at: moment, letter: z.object({ id }) })
  .openapi('LetterOrdered')

export const letterFilter = z.strictObject({
  state: z.enum(letterStates).optional(),
  batchId: id.optional(),
  patientId: id.optional(),
})
export const letterRow = z
  .object({
    id,
    patientId: id,
    patientName: z.string(),
    caseId: id,
    caseNumber: z.number(),
    orderedBy: z.string(),
    orderedAt: moment,
    state: z.enum(letterStates),
    stateAt: moment,
    batchId: id.nullable(),
    expiresAt: moment.nullable(),
  })
  .openapi('Letter')

export const batchFilter = z.strictObject({ posted: z.boolean().optional() })
export const batchRow = z
  .object({
    id,
    printedBy: z.string(),
    printedAt: moment,
    letters: z.number(),
    postedBy: z.string().nullable(),
    postedAt: moment.nullable(),
  })
  .openapi('LetterBatch')

/** What is printed, and shown once: the code is not kept. */
export const printed = z
  .object({
    batchId: id.nullable(),
    hospital: z.string(),
    address: z.string(),
    letters: z.array(
      z.object({
        id,
        language: z.enum(['en', 'es']),
        name: z.string(),
        lines: z.array(z.string()),
        username: z.string(),
        caseNumber: z.number(),
        code: z.string(),
        expiresAt: moment,
      }),
    ),
    lapsed: z.number(),
  })
  .openapi('PrintedLetters')
export const changed = z.object({ id, state: z.enum(letterStates) }).openapi('LetterChanged')
export const posted = z.object({ id, letters: z.number() }).openapi('LettersPosted')
