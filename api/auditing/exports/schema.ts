import { z } from '@hono/zod-openapi'
import { exportFormats, exportReasons } from '../../audit/lists.ts'
import { auditColumn, auditQuestion } from '../../audit/schema.ts'
import { id, moment, text } from '../../core/http/schema.ts'

export const exportGiven = z.strictObject({
  format: z.enum(exportFormats),
  filter: auditQuestion.default({}),
  columns: z
    .array(auditColumn)
    .min(1)
    .max(20)
    .default([
      'at',
      'actorId',
      'actorName',
      'actorRole',
      'action',
      'outcome',
      'patientIds',
      'caseId',
      'purpose',
      'ip',
    ]),
  sort: z
    .strictObject({ field: auditColumn, descending: z.boolean() })
    .default({ field: 'at', descending: false }),
  reason: z.enum(exportReasons),
  note: text(300).optional(),
})

export const exportRow = z
  .object({
    id,
    format: z.enum(exportFormats),
    filter: z.record(z.string(), z.unknown()),
    reason: z.enum(exportReasons),
    note: z.string().nullable(),
    state: z.enum(['ready', 'running', 'done', 'broken-off']),
    rows: z.number(),
    percent: z.number(),
    createdAt: moment,
    finishedAt: moment.nullable(),
  })
  .openapi('AuditExport')
export type ExportRow = z.output<typeof exportRow>
