import { z } from '@hono/zod-openapi'
import { date, id, moment, text } from '../../core/http/schema.ts'
import { rule } from '../../core/words.ts'
import { shownAdditions } from '../schema.ts'

const fields = {
  id,
  fromDay: z.string(),
  toDay: z.string(),
  begunBy: z.string(),
  begunAt: moment,
  signedBy: z.string().nullable(),
  signedAt: moment.nullable(),
}
export const activityReviewRow = z.object(fields).openapi('ActivityReviewRow')
export const activityFilter = z.strictObject({ signed: z.boolean().optional() })

/** What an act on a review answers. */
export const reviewDone = z.object({ id }).openapi('ActivityReviewDone')

export const activityReview = z
  .object({
    ...fields,
    /** Accesses of the period: a staff member and a patient count once a day. */
    accesses: z.number(),
    explained: z.number(),
    unexplained: z.number(),
    flagged: z.number(),
    alerts: z.number(),
    openAlerts: z.number(),
    conclusion: z.string().nullable(),
    /** What was added after the signature. */
    additions: shownAdditions,
    items: z.array(
      z.object({
        position: z.number(),
        day: z.string(),
        staff: z.object({ id, name: z.string(), role: z.string() }),
        patient: z.object({ id, name: z.string() }),
        finding: z
          .enum(['appropriate', 'questionable', 'by-another'])
          .nullable()
          .openapi({ description: '`by-another`: it is one’s own access, and another judged it' }),
        note: z.string().nullable(),
        decidedBy: z.string().nullable(),
        own: z.boolean(),
      }),
    ),
  })
  .openapi('ActivityReview')

const mostDrawn = 100
export const begin = z
  .strictObject({ fromDay: date, toDay: date, sample: z.number().int().min(5).max(mostDrawn).default(20) })
  .refine((given) => given.toDay >= given.fromDay, {
    path: ['toDay'],
    message: rule('must not be before the first day', 'no debe ser anterior al primer día'),
  })
export const judge = z
  .strictObject({
    position: z.number().int().min(1).max(mostDrawn),
    finding: z.enum(['appropriate', 'questionable']),
    note: text(1000).optional(),
  })
  .refine((given) => given.finding === 'appropriate' || given.note !== undefined, {
    path: ['note'],
    message: rule('is needed where an access is questionable', 'hace falta si un acceso es dudoso'),
  })
export const addition = z.strictObject({ text: text(4000) })
export const sign = z.strictObject({ conclusion: text(4000) })
