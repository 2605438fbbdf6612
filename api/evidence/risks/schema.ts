import { z } from '@hono/zod-openapi'
import { date, id, moment, text } from '../../core/http/schema.ts'
import { levels } from '../lists.ts'

/** What is at risk, by what, how likely and how bad, what is done about it, who answers for that, and by when. */
export const riskGiven = z.strictObject({
  asset: text(200),
  threat: text(1000),
  likelihood: z.enum(levels),
  impact: z.enum(levels),
  measures: text(2000),
  owner: text(200),
  dueOn: date,
})
export type RiskGiven = z.output<typeof riskGiven>
export const riskClosing = z.strictObject({ reason: text(300) })
export const reviewGiven = z.strictObject({ conclusion: text(2000) })

export const riskDone = z.object({ id }).openapi('RiskDone')
export const riskRow = z
  .object({
    id,
    asset: z.string(),
    threat: z.string(),
    likelihood: z.enum(levels),
    impact: z.enum(levels),
    measures: z.string(),
    owner: z.string(),
    dueOn: z.string(),
    recordedBy: z.string(),
    recordedAt: moment,
    state: z.enum(['open', 'revised', 'closed']),
    reason: z.string().nullable(),
  })
  .openapi('RiskEntry')
export const riskFilter = z.strictObject({ open: z.boolean().optional() })
export type RiskEntry = z.output<typeof riskRow>
