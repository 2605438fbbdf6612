import { z } from '@hono/zod-openapi'

const number = z.number()
const ratio = z.object({ ratio: number, low: number, high: number }).nullable()

/** What the months around a day say of a change on it. */
export const studyReply = {
  /** All calls month by month, beside what trend and season lead one to expect: see figures/study.ts. */
  series: z.object({
    /** Of the clinics the change reached, or of the whole segment. */
    months: z.array(
      z.object({ month: z.string(), count: number, rate: number.nullable(), expected: number.nullable() }),
    ),
    change: ratio,
    says: z.enum(['fewer', 'more', 'alike', 'short', 'few']),
  }),
  /** The clinics the change reached beside those it did not; null where it reached all. */
  places: z
    .object({
      says: z.enum(['fewer', 'more', 'alike', 'unlike', 'short', 'few']),
      changed: number,
      others: number,
      left: number,
      months: z.object({ before: number, after: number }),
      change: ratio,
    })
    .nullable(),
}
