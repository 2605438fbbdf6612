import { z } from '@hono/zod-openapi'
import { verification } from '../callers/schema.ts'
import { id, moment, text } from '../core/http/schema.ts'
import { caseCauses, caseOutcomes, queues } from './lists.ts'

const slug = z
  .string()
  .max(40)
  .regex(/^[a-z]+([-_][a-z]+)*$/, 'must be words in lower case joined by hyphens')

export const openCase = z
  .strictObject({
    patientId: id,
    category: slug,
    channel: slug,
    summary: text(2000),
    /** As the telephone shows it; only a keyed hash is kept. */
    callerNumber: text(40)
      .refine((value) => value.replace(/\D/g, '').length >= 7, 'must have at least 7 digits')
      .optional(),
  })
  .openapi('NewCase', {
    example: {
      patientId: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60',
      category: 'locked-out',
      channel: 'phone',
      summary: 'Locked after several tries',
    },
  })
const version = z.number().int()
export const addNote = z.strictObject({ text: text(4000) })
export const escalate = z.strictObject({ to: z.enum(queues), note: text(2000), version })
export const assign = z.strictObject({ staffId: id.nullable(), version })
export const close = z.strictObject({ cause: z.enum(caseCauses), outcome: z.enum(caseOutcomes), version })

const caseFields = {
  id,
  number: z.number(),
  patientId: id,
  patientName: z.string(),
  category: z.string(),
  channel: z.string(),
  status: z.enum(['open', 'escalated', 'closed']),
  escalatedTo: z.string().nullable(),
  openedBy: z.string(),
  assignedTo: z.string().nullable(),
  assigneeId: id.nullable(),
  openedAt: moment,
  dueAt: moment,
  overdue: z.boolean(),
  closedAt: moment.nullable(),
  cause: z.string().nullable(),
  outcome: z.string().nullable(),
  version: z.number(),
}
export const caseRow = z.object(caseFields).openapi('CaseRow')

export const progress = z
  .object({
    accountStatus: z.string(),
    lastSignInAt: moment.nullable(),
    signedInSinceOpened: z.boolean(),
    steps: z.array(z.object({ at: moment, kind: z.string(), reason: z.string().nullable() })),
    mails: z.array(
      z.object({
        id,
        template: z.string(),
        status: z.string(),
        lastError: z.string().nullable(),
        at: moment,
      }),
    ),
  })
  .openapi('CaseProgress')

export const supportCase = z
  .object({
    ...caseFields,
    summary: z.string(),
    notes: z.array(z.object({ id, kind: z.string(), text: z.string(), by: z.string(), at: moment })),
    verifications: z.array(
      verification.extend({ caller: z.string(), by: z.string(), at: moment, live: z.boolean() }),
    ),
    progress,
  })
  .openapi('Case')
