import { z } from '@hono/zod-openapi'
import { id, moment } from '../../core/http/schema.ts'

export const reportQuery = z.strictObject({
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  language: z.enum(['en', 'es']).optional(),
  /** Leaves out what the patient did themself and what the system did on its own. */
  staffOnly: z.enum(['true', 'false']).optional(),
  /** The last row of the page before. */
  before: z.uuid().optional(),
})
export type ReportQuery = z.output<typeof reportQuery>

const reportRow = z.object({
  id,
  at: moment,
  who: z.string(),
  role: z.string().nullable(),
  what: z.string(),
  why: z.string().nullable(),
  outcome: z.string().nullable(),
  caseNumber: z.number().nullable(),
  patients: z.array(z.object({ id: z.string(), name: z.string() })),
})

export const report = z
  .object({
    about: z.object({ id: z.string(), name: z.string(), detail: z.string() }),
    madeAt: moment,
    rows: z.array(reportRow),
    next: id
      .nullable()
      .openapi({ description: 'Ask again with `before` set to this; null when nothing is left' }),
  })
  .openapi('AccessReport')
export type Report = z.output<typeof report>
