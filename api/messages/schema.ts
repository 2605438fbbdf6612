import { z } from '@hono/zod-openapi'
import { id, moment, text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import { actingFor } from '../patients/actsFor.ts'
import { attachmentTypes, mostFiles, threadStates } from './lists.ts'

const mostText = 5000
const subject = text(150).openapi({ example: 'A question about my new pills' })
const body = text(mostText).openapi({ example: 'May I take them in the evening?' })
const attachment = z.strictObject({
  name: text(120),
  mediaType: z.enum(attachmentTypes, rule('must be a PDF, JPEG or PNG', 'debe ser PDF, JPEG o PNG')),
  content: z
    .string()
    .max(8_000_000, rule('is too large', 'es demasiado grande'))
    .openapi({ description: 'base64', format: 'byte' }),
})
const attachments = z
  .array(attachment)
  .max(mostFiles, rule(`must be at most ${mostFiles}`, `deben ser como máximo ${mostFiles}`))
  .default([])

export const begin = z.strictObject({ clinicId: id, subject, text: body, attachments, ...actingFor })
export const reply = z.strictObject({ text: body, attachments, ...actingFor })
export const sent = z.object({ id, threadId: id, answerBy: moment.nullable() }).openapi('MessageSent')
export const page = {
  after: id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
}
export const askThreads = z.strictObject({ ...actingFor, ...page })

const head = {
  id,
  subject: z.string(),
  status: z.enum(threadStates),
  answerBy: moment
    .nullable()
    .openapi({ description: 'By when the clinic means to answer; null where nothing waits for it' }),
  lastAt: moment,
}
export const thread = z.object({ ...head, clinic: z.string(), unread: z.number() }).openapi('MessageThread')
export const threads = z.object({ threads: z.array(thread), next: id.nullable() }).openapi('MessageThreads')
const attached = z.object({ id, name: z.string(), mediaType: z.enum(attachmentTypes), bytes: z.number() })
const written = {
  id,
  text: z.string(),
  sentAt: moment,
  readAt: moment.nullable(),
  attachments: z.array(attached),
}
export const wholeThread = z
  .object({
    ...head,
    clinic: z.string(),
    messages: z.array(
      z.object({
        ...written,
        from: z.enum(['me', 'patient', 'proxy', 'clinic']),
        name: z.string().nullable().openapi({ description: 'Who answered at the clinic' }),
      }),
    ),
  })
  .openapi('WholeThread')
export const file = z
  .object({ id, name: z.string(), mediaType: z.enum(attachmentTypes), content: z.string() })
  .openapi('Attachment')
export const careClinics = z.array(z.object({ id, name: z.string() })).openapi('CareClinics')
export const done = z.object({ id, read: z.number() }).openapi('MessagesRead')

export const clinicFilter = z.strictObject({
  status: z.enum(threadStates).optional(),
  waits: z.boolean().optional(),
})
const patient = { patientId: id, patientName: z.string() }
export const clinicThread = z
  .object({
    id,
    ...patient,
    status: z.enum(threadStates),
    waitsSince: moment.nullable(),
    dueAt: moment.nullable(),
    lastAt: moment,
  })
  .openapi('ClinicThread')
export const clinicWhole = clinicThread
  .extend({
    subject: z.string(),
    version: z.number(),
    messages: z.array(
      z.object({ ...written, from: z.enum(['patient', 'proxy', 'clinic']), name: z.string().nullable() }),
    ),
  })
  .openapi('ClinicWholeThread')
export const answer = z.strictObject({ text: body, version: z.number().int() })
export const closing = z.strictObject({ version: z.number().int() })
export const answered = z
  .object({ id, version: z.number(), status: z.enum(threadStates) })
  .openapi('ThreadChanged')
