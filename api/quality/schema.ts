import { z } from '@hono/zod-openapi'
import { tiers } from '../acts/tiers.ts'
import { id, moment, text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import { answers, type Question, questions } from './lists.ts'

export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, rule('must be a month, as 2026-10', 'debe ser un mes, como 2026-10'))
export const drawing = z.strictObject({ month: month.optional() })
export const drawn = z.object({ id, month, agents: z.number(), calls: z.number() }).openapi('CallsDrawn')

const byQuestion = <S extends z.ZodType>(one: S) =>
  Object.fromEntries(questions.map((name) => [name, one])) as Record<Question, S>

export const reviewing = z
  .strictObject({ ...byQuestion(z.enum(answers)), remark: text(2000).optional() })
  .refine((given) => given.remark !== undefined || questions.every((name) => given[name] !== 'no'), {
    path: ['remark'],
    message: rule('is needed where an answer is no', 'hace falta cuando una respuesta es no'),
  })
export const replying = z.strictObject({ reply: text(2000) })
export const reviewDone = z.object({ id, met: z.number(), asked: z.number() }).openapi('CallReviewed')
export const replied = z.object({ id, repliedAt: moment }).openapi('CallReviewReplied')

const head = {
  id,
  month,
  position: z.number().openapi({ description: 'Which of this agent’s in the month, from 1' }),
  caseNumber: z.number(),
  reviewedAt: moment.nullable(),
  met: z
    .number()
    .nullable()
    .openapi({ description: 'How many of the questions that applied were answered yes' }),
  asked: z.number().nullable().openapi({ description: 'How many applied' }),
  repliedAt: moment.nullable(),
}
export const reviewFilter = z.strictObject({
  month: month.optional(),
  staffId: z.uuid().optional(),
  reviewed: z.boolean().optional(),
})
export const reviewRow = z
  .object({
    ...head,
    staffId: id,
    staffName: z.string(),
    reviewedBy: z.string().nullable(),
    own: z.boolean().openapi({ description: 'A call of whoever asks: another reviews it' }),
  })
  .openapi('CallReviewRow')

const judged = {
  answers: z.object(byQuestion(z.enum(answers))).nullable(),
  remark: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  reply: z.string().nullable(),
}
export const callReview = z
  .object({
    ...head,
    ...judged,
    staffName: z.string(),
    own: z.boolean(),
    call: z.object({
      caseId: id,
      category: z.string(),
      channel: z.string(),
      openedAt: moment,
      closedAt: moment.nullable(),
      cause: z.string().nullable(),
      outcome: z.string().nullable(),
      summary: z.string(),
      verifications: z.array(
        z.object({
          id,
          at: moment,
          by: z.string(),
          caller: z.string(),
          tier: z.enum(tiers),
          failed: z.boolean(),
        }),
      ),
      notes: z.array(z.object({ id, at: moment, by: z.string(), kind: z.string(), text: z.string() })),
    }),
  })
  .openapi('CallReview')
export const myReviews = z.array(z.object({ ...head, ...judged }).openapi('MyCallReview'))

const drawHead = {
  id,
  month,
  perAgent: z.number(),
  seed: z.string().openapi({
    description: 'Each case has the lot SHA-256 of “seed:case”, in hexadecimal; an agent’s lowest are drawn',
  }),
  drawnBy: z.string(),
  drawnAt: moment,
}
export const draws = z.array(
  z.object({ ...drawHead, calls: z.number(), reviewed: z.number() }).openapi('QualityDrawRow'),
)
export const draw = z
  .object({
    ...drawHead,
    agents: z.array(z.object({ staffId: id, name: z.string(), cases: z.array(id), drawn: z.array(id) })),
  })
  .openapi('QualityDraw')
