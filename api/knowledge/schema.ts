import { z } from '@hono/zod-openapi'
import { id, moment, text } from '../core/http/schema.ts'
import { topics } from './topics.ts'

const language = z.enum(['en', 'es'])
const article = {
  toSay: z.string().openapi({ description: 'What to say to whoever calls' }),
  toDo: z.string().openapi({ description: 'What to do, a step a line' }),
}

export const topicParams = z.strictObject({ topic: z.enum(topics) })
export const newVersion = z.strictObject({ language, toSay: text(1_000), toDo: text(1_000) })
export const decided = z
  .object({ id, decision: z.enum(['approved', 'declined']).nullable() })
  .openapi('KnowledgeDecided')

const one = z
  .object({
    ...article,
    version: z.number().openapi({ description: '0 is as the product comes' }),
    approvedAt: moment.nullable(),
  })
  .openapi('KnowledgeArticle')

export const articles = z.array(
  z.object({ topic: z.enum(topics), en: one, es: one }).openapi('KnowledgeTopic'),
)

const written = { id, language, ...article, writtenBy: z.string(), writtenAt: moment }

export const waiting = z.array(
  z
    .object({
      ...written,
      topic: z.enum(topics),
      mine: z.boolean().openapi({ description: 'Whoever asked for this list wrote it' }),
    })
    .openapi('KnowledgeWaiting'),
)
export const versions = z.array(
  z
    .object({
      ...written,
      decision: z.enum(['approved', 'declined']).nullable(),
      decidedBy: z.string().nullable(),
      decidedAt: moment.nullable(),
      version: z.number().nullable(),
    })
    .openapi('KnowledgeVersion'),
)
