import { z } from '@hono/zod-openapi'
import { text } from '../core/http/schema.ts'
import { type Trait, traits, weekly, weeklyFigures } from './lists.ts'
import { period, range, state } from './schema.ts'
import { better, figureCode, month, presentedPeriod, unit } from './schemaParts.ts'

const number = z.number()
const verdict = z.enum(['better', 'worse', 'alike', 'few'])

export const clinicQuery = z.strictObject({ from: period.from, to: period.to, clinic: text(60) })
export const clinicReply = z
  .object({
    ...state,
    period: presentedPeriod,
    /** Causes of its calls, and all of them first; worse is more than clinics differ anyway. */
    causes: z.array(
      z.object({
        cause: z.string(),
        count: number,
        rate: number.nullable(),
        ...range,
        hospital: number.nullable(),
        /** As many calls as there would be at the hospital's rate. */
        expected: number.nullable(),
        verdict,
      }),
    ),
    figure: figureCode,
    name: z.string(),
    unit,
    /** The figure of the clinic and of the hospital, and of the providers within. */
    own: number.nullable(),
    hospital: number.nullable(),
    providers: z.array(
      z.object({
        value: z.string(),
        name: z.string().nullable(),
        figure: number.nullable(),
        numerator: number,
        denominator: number,
        ...range,
        verdict,
      }),
    ),
  })
  .openapi('AdoptionOfClinic')

export const weeksQuery = z.strictObject({
  from: period.from,
  to: period.to,
  segment: period.segment,
  figures: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(z.enum(weeklyFigures)).min(1))
    .optional(),
})
export const weeksReply = z
  .object({
    ...state,
    period: presentedPeriod,
    /** The first day, a Sunday, of each week; one that is not over comes last. */
    weeks: z.array(z.string()),
    /** Which of them is not over; none where a copy is shown. */
    running: z.string().nullable(),
    /** Of each week the patients to whom it happened in it; null for too few. */
    patients: z.array(z.object({ what: z.enum(weekly), counted: z.array(number.nullable()) })),
    /** Each figure that was asked for, in each week. */
    figures: z.array(
      z.object({
        code: z.enum(weeklyFigures),
        name: z.string(),
        unit,
        points: z.array(
          z.object({ value: number.nullable(), numerator: number, denominator: number, ...range }),
        ),
      }),
    ),
  })
  .openapi('AdoptionWeeks')

export const equityQuery = z.strictObject({
  ...period,
  by: z.enum(traits as unknown as [Trait, ...Trait[]]),
  figure: figureCode,
  /** The group that others are set beside; the largest, unless it says. */
  reference: text(60).optional(),
})
/** By more than the errors of both, at 99.8 %. */
const differs = z.enum(['behind', 'ahead', 'alike', 'few'])
const gap = z.object({ value: number, low: number, high: number }).nullable()
export const equityReply = z
  .object({
    ...state,
    period: presentedPeriod,
    by: z.enum(traits as unknown as [Trait, ...Trait[]]),
    figure: figureCode,
    name: z.string(),
    unit,
    better,
    reference: z.string().nullable(),
    /** By how much all other groups together are behind the reference; below 0 where they are ahead. */
    gap,
    differs,
    groups: z.array(
      z.object({
        value: z.string(),
        figure: number.nullable(),
        numerator: number,
        denominator: number,
        gap,
        differs,
      }),
    ),
    /** The gap of each whole month, and how that of the last differs from that of the first. */
    months: z.array(z.object({ month, gap })),
    change: z.enum(['wider', 'narrower', 'alike', 'few']),
  })
  .openapi('AdoptionEquity')
