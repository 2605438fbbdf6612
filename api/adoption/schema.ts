import { z } from '@hono/zod-openapi'
import { text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import { figureCodes } from './figures/catalog.ts'
import { judgedGoal } from './goals/schema.ts'
import { annotationKinds, type Dimension, dimensions, toldActs } from './lists.ts'
import { better, day, figureCode, month, presentedPeriod, segment, unit, window } from './schemaParts.ts'
import { studyReply } from './studySchema.ts'

export const period = { from: month.optional(), to: month.optional(), segment: segment.optional() }
const figureList = z
  .string()
  .transform((list) => list.split(','))
  .pipe(z.array(figureCode).min(1).max(figureCodes.length))
export const figuresQuery = z.strictObject({
  ...period,
  against: month.optional(),
  figures: figureList.optional(),
})
export const trendQuery = z.strictObject({ ...period, against: month.optional(), figures: figureList })
export const funnelQuery = z.strictObject({ ...period, against: month.optional() })
export const cohortsQuery = z.strictObject(period)
export const compareQuery = z.strictObject({
  ...period,
  against: month.optional(),
  by: z.enum(dimensions as [Dimension, ...Dimension[]]),
  figure: figureCode,
})
export const supportQuery = z.strictObject({
  mark: day,
  months: z.coerce.number().int().min(1).max(12).default(3),
  segment: segment.optional(),
  /** The clinics that the change reached, where it did not reach all. */
  changed: z
    .string()
    .transform((list) => (list === '' ? [] : list.split(',')))
    .pipe(z.array(text(60)).max(100))
    .optional()
    .openapi({ description: 'Clinics that the change reached, separated by commas; empty for all of them' }),
})

export const state = {
  segment: z.string(),
  /** False where counts are people as of the last copy, blurred: see figures/sight.ts. */
  exact: z.boolean(),
  /** The last day that is over: what ends later still runs. */
  over: z.string(),
  countedUntil: z.string().nullable(),
  /** Something is not counted yet. */
  counting: z.boolean(),
  /** All of it is being counted anew; what is shown is whole, and stays until that is done. */
  recounting: z.boolean(),
}
const number = z.number()
const value = { value: number.nullable(), numerator: number, denominator: number }
export const range = { low: number.nullable(), high: number.nullable() }

export const figuresReply = z
  .object({
    ...state,
    period: presentedPeriod,
    against: presentedPeriod.nullable(),
    /** The whole months of both that are compared, as many of each. */
    compared: z.object({ period: presentedPeriod, against: presentedPeriod }).nullable(),
    exclusions: z.string(),
    figures: z.array(
      z.object({
        code: figureCode,
        name: z.string(),
        unit,
        better,
        ...value,
        ...range,
        numeratorIs: z.string(),
        denominatorIs: z.string(),
        window,
        /** The goal that stands for this place; null also where the period asked for is over. */
        goal: judgedGoal.nullable(),
        few: z.boolean(),
        now: z.object({ ...value, ...range, few: z.boolean() }).nullable(),
        before: z.object({ ...value, ...range, few: z.boolean() }).nullable(),
        /** By more than the errors of both, asked of all figures at once; `unjudged` where none are known, as of a middle time. */
        change: z.enum(['better', 'worse', 'alike', 'few', 'unjudged']).nullable(),
        national: z.array(
          z.object({ percent: number, year: number, population: z.string(), source: z.string() }),
        ),
      }),
    ),
  })
  .openapi('AdoptionFigures')

const presentedAnnotation = z.object({
  id: z.string(),
  day: z.string(),
  kind: z.enum(annotationKinds),
  label: z.string(),
})

export const trendReply = z
  .object({
    ...state,
    period: presentedPeriod,
    against: presentedPeriod.nullable(),
    annotations: z.array(presentedAnnotation),
    figures: z.array(
      z.object({
        code: figureCode,
        name: z.string(),
        unit,
        points: z.array(z.object({ month, ...value, ...range, before: number.nullable() })),
      }),
    ),
  })
  .openapi('AdoptionTrend')

export const funnelReply = z
  .object({
    ...state,
    period: presentedPeriod,
    against: presentedPeriod.nullable(),
    steps: z.array(
      z.object({
        step: z.string(),
        count: number,
        ofFirst: number.nullable(),
        ofPrevious: number.nullable(),
        /** Of a part of the hospital: what `ofPrevious` is in all of it. */
        hospital: number.nullable(),
        before: number.nullable(),
      }),
    ),
    /** Where a part loses more people than the hospital does, and how many more; null where no step surely differs, or there is no part. */
    lagging: z.union([z.object({ step: z.string(), people: number }), z.literal('few')]).nullable(),
  })
  .openapi('AdoptionFunnel')

export const cohortsReply = z
  .object({
    ...state,
    period: presentedPeriod,
    annotations: z.array(presentedAnnotation),
    cohorts: z.array(
      z.object({
        month,
        size: number,
        retained: z.array(z.object({ count: number, share: number.nullable() })),
      }),
    ),
    /** Of all months of which it can be known: who came back three months on; no share where months of too few may be too much of it. */
    threeMonthsOn: z
      .object({ from: month, to: month, size: number, count: number, share: number.nullable() })
      .nullable(),
  })
  .openapi('AdoptionCohorts')

export const compareReply = z
  .object({
    ...state,
    period: presentedPeriod,
    against: presentedPeriod.nullable(),
    by: z.enum(dimensions as [Dimension, ...Dimension[]]),
    figure: figureCode,
    name: z.string(),
    numeratorIs: z.string(),
    denominatorIs: z.string(),
    unit,
    better,
    /** What a clinic’s patients are taken into account by. */
    adjusted: z.array(z.enum(dimensions as [Dimension, ...Dimension[]])),
    whole: z.object({ figure: number.nullable(), numerator: number, denominator: number }),
    rows: z.array(
      z.object({
        value: z.string(),
        name: z.string().nullable(),
        figure: number.nullable(),
        numerator: number,
        denominator: number,
        ...range,
        before: number.nullable(),
        /** What patients like its own come to in the hospital, where that is known of a clinic. */
        expected: number.nullable(),
        verdict: z.enum(['better', 'worse', 'alike', 'few']),
        shortfall: number,
      }),
    ),
  })
  .openapi('AdoptionComparison')

const rated = z.object({ count: number, rate: number.nullable(), ...range })
const ratio = z.object({ ratio: number, low: number, high: number }).nullable()
export const supportReply = z
  .object({
    ...state,
    mark: z.string(),
    leftOut: month,
    before: presentedPeriod.extend({ exposure: number }),
    after: presentedPeriod.extend({ exposure: number }),
    all: z.object({ before: rated, after: rated, ratio }),
    rows: z.array(z.object({ cause: z.string(), before: rated, after: rated, ratio })),
    ...studyReply,
  })
  .openapi('AdoptionSupport')

export const segmentsReply = z
  .object({
    dimensions: z.array(
      z.object({
        dimension: z.enum(dimensions as [Dimension, ...Dimension[]]),
        values: z.array(z.object({ value: z.string(), name: z.string().nullable() })),
      }),
    ),
  })
  .openapi('AdoptionSegments')

export const annotation = z.strictObject({ day, kind: z.enum(annotationKinds), label: text(80) })
export const annotationReply = presentedAnnotation
export const nothing = z.object({})

/** Acts a portal tells of; `id` is the portal's own name for the act. It is not kept: kind and moment tell a repetition. */
export const actsBody = z.strictObject({
  acts: z
    .array(
      z.strictObject({
        id: text(100).optional(),
        kind: z.enum(toldActs),
        at: z.iso.datetime({
          error: rule('must be an ISO 8601 moment in UTC', 'debe ser un momento ISO 8601 en UTC'),
        }),
      }),
    )
    .min(1)
    .max(100),
})
export const actsReply = z.object({ noted: number })
