import { z } from '@hono/zod-openapi'
import { auditColumn, auditQuestion } from '../../audit/schema.ts'
import { id, moment, text } from '../../core/http/schema.ts'

export const viewGiven = z.strictObject({
  name: text(60),
  filter: auditQuestion,
  columns: z.array(auditColumn).min(1).max(20),
})

export const viewRow = z
  .object({
    id,
    name: z.string(),
    filter: z.record(z.string(), z.unknown()),
    columns: z.array(auditColumn),
    createdAt: moment,
  })
  .openapi('AuditView')
export type ViewRow = z.output<typeof viewRow>
