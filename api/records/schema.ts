import { z } from '@hono/zod-openapi'
import { id, moment } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import { askedFor } from '../patients/actsFor.ts'
import { kinds } from './lists.ts'

const usualPage = 50
const largestPage = 200

const limit = z.coerce
  .number(rule('must be a number', 'debe ser un número'))
  .int(rule('must be a whole number', 'debe ser un número entero'))
  .min(1, rule('must be at least 1', 'debe ser como mínimo 1'))
  .max(largestPage, rule(`must be at most ${largestPage}`, `debe ser como máximo ${largestPage}`))
  .default(usualPage)
const after = id.optional().openapi({ description: 'The `next` of the page before' })

export const listAsked = askedFor.extend({
  kind: z.enum(kinds).openapi({ example: 'result' }),
  after,
  limit,
})
export const changesAsked = askedFor.extend({
  since: moment.openapi({
    description:
      'Take a few minutes off the newest `changedAt` you have: what a long import brought is told with the time it began',
  }),
  after,
  limit,
})

const coding = z.object({ system: z.string(), code: z.string(), display: z.string().optional() })
const value = z.object({
  name: z.string().optional(),
  number: z.number().optional(),
  comparator: z
    .enum(['<', '<=', '>=', '>'])
    .optional()
    .openapi({ description: 'The value is less or more than the number' }),
  unit: z.string().optional(),
  text: z.string().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  range: z.string().optional(),
  flag: z.enum(['high', 'low', 'usual', 'unusual']).optional(),
})

export const entry = z
  .object({
    id,
    kind: z.enum(kinds),
    name: z.string(),
    codes: z.array(coding),
    status: z.string().nullable(),
    verification: z
      .string()
      .nullable()
      .openapi({ description: 'How sure it is, unless it is confirmed: `refuted` was ruled out' }),
    doNotPerform: z.boolean().openapi({ description: 'A medication that must not be taken' }),
    intent: z
      .string()
      .nullable()
      .openapi({ description: 'What a medication is that is no order, such as `plan`' }),
    at: z.string().nullable().openapi({ description: 'A day or moment, as exact as the source says it' }),
    dayIs: z.enum(['recorded', 'onset']).nullable().openapi({
      description: 'What day `at` is: when it was recorded, or began; null the usual of its kind',
    }),
    until: z.string().nullable(),
    values: z.array(value),
    details: z.array(z.string()),
    by: z.string().nullable(),
    note: z.string().nullable(),
    document: z
      .object({ contentType: z.string(), data: z.string().optional().openapi({ description: 'base64' }) })
      .nullable(),
    version: z.number(),
    changedAt: moment,
  })
  .openapi('RecordEntry', {
    example: {
      id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60',
      kind: 'result',
      name: 'Hemoglobin A1c',
      codes: [{ system: 'http://loinc.org', code: '4548-4' }],
      status: 'final',
      verification: null,
      doNotPerform: false,
      intent: null,
      at: '2026-11-20T09:10:00-05:00',
      dayIs: null,
      until: null,
      values: [{ number: 6.1, unit: '%', low: 4, high: 5.6, flag: 'high' }],
      details: [],
      by: null,
      note: null,
      document: null,
      version: 1,
      changedAt: '2026-11-21T02:00:00.000Z',
    },
  })

export const page = z.object({
  rows: z.array(entry),
  next: id.nullable().openapi({ description: 'Ask with it as `after` for the page that follows' }),
})
export const changes = z.object({
  rows: z.array(z.object({ id, kind: z.enum(kinds), withdrawn: z.boolean(), entry: entry.nullable() })),
  next: id.nullable(),
})
export const overview = z.object({
  kinds: z.array(z.object({ kind: z.enum(kinds), count: z.number(), newest: z.array(entry) })),
})
export const trend = z.object({
  name: z.string(),
  newest: z
    .number()
    .nullable()
    .openapi({ description: 'Where there are more: how many of the newest results it is made of' }),
  series: z.array(
    z.object({
      name: z.string().nullable(),
      unit: z.string().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      points: z.array(
        z.object({
          id,
          at: z.string(),
          number: z.number(),
          comparator: value.shape.comparator,
          flag: value.shape.flag,
        }),
      ),
    }),
  ),
})
export const accessAsked = askedFor.extend({ before: id.optional(), limit })
export const accesses = z.object({
  since: moment,
  rows: z.array(
    z.object({
      id,
      at: moment,
      who: z.string().openapi({ example: 'Harper Lindqvist' }),
      role: z.string().nullable().openapi({ example: 'help desk' }),
      what: z.string().openapi({ example: 'Opened the patient page' }),
    }),
  ),
  next: id.nullable(),
})
