import { z } from '@hono/zod-openapi'
import { id, moment } from '../../core/http/schema.ts'
import { rule } from '../../core/words.ts'
import { better, figureCode, month, presentedPeriod, segment, unit, window } from '../schemaParts.ts'

/** How a goal stands: `missed` and, where it is `over`, `met` are for good. */
export const goalStates = ['met', 'missed', 'due', 'short', 'close', 'few'] as const
export const judgedGoal = z.object({
  id,
  /** Of a share in percent, of a rate for each 1,000; at least that much, or at most where less is better. */
  target: z.number(),
  due: month.nullable(),
  owner: z.object({ id, name: z.string(), active: z.boolean() }).nullable(),
  state: z.enum(goalStates),
  /** Its month is over: it is held against what was reached by then. */
  over: z.boolean(),
  /** What it is held against, and of when that is. */
  value: z.number().nullable(),
  period: presentedPeriod,
  /** How far it is from the target, in the target’s unit. */
  missing: z.number().nullable(),
})

export const goal = z.strictObject({
  figure: figureCode,
  /** The whole hospital unless it names a clinic or a provider. */
  place: segment.default(''),
  target: z.number().min(0, rule('must be at least 0', 'debe ser al menos 0')),
  due: month.optional(),
  owner: id.optional(),
})
export const goalReply = z.object({ id })

const listedGoal = z.object({
  figure: figureCode,
  name: z.string(),
  unit,
  better,
  window,
  place: z.string(),
  /** The clinic’s or the provider’s. */
  placeName: z.string().nullable(),
  setBy: z.string(),
  setAt: moment,
})
export const goalsReply = z
  .object({
    exact: z.boolean(),
    standing: z.array(listedGoal.extend(judgedGoal.shape)),
    /** The latest that ended; how they stood where they ended after their month. */
    ended: z.array(
      listedGoal.extend({
        ...judgedGoal.shape,
        state: z.enum(goalStates).nullable(),
        endedBy: z.string(),
        endedAt: moment,
      }),
    ),
    /** What may have a goal. */
    figures: z.array(z.object({ code: figureCode, name: z.string() })),
    /** Whom a goal may be given to; none for those who set none. */
    owners: z.array(z.object({ id, name: z.string() })),
  })
  .openapi('AdoptionGoals')
