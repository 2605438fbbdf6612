import { z } from '@hono/zod-openapi'

/** A figure with all it takes to read it. `value` is null where the count is withheld. */
const figure = z
  .object({
    code: z.string(),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    share: z.number().nullable(),
    window: z.string(),
    exclusions: z.string(),
  })
  .openapi('Figure')

export const overview = z
  .object({
    asOf: z.string(),
    timeZone: z.string(),
    activated: figure,
    active: z.array(figure),
    calls: z.object({
      window: z.string(),
      total: z.number().nullable(),
      open: z.number().nullable(),
      byCause: z.array(z.object({ cause: z.string(), count: z.number().nullable() })),
      byMonth: z.array(z.object({ month: z.string(), count: z.number().nullable() })),
      withheld: z.boolean(),
    }),
    timeToResolve: z.object({
      window: z.string(),
      closed: z.number().nullable(),
      medianMinutes: z.number().nullable(),
      p90Minutes: z.number().nullable(),
    }),
  })
  .openapi('AdoptionOverview')
