import { z } from '@hono/zod-openapi'
import { id, moment, text } from '../http/schema.ts'
import { auditActions, outcomes } from './actions.ts'

export const auditFilter = z.strictObject({
  id: z.union([z.uuid(), z.array(z.uuid()).max(200)]).optional(),
  patientId: z.uuid().optional(),
  actorId: text(60).optional(),
  caseId: z.uuid().optional(),
  action: z.enum(auditActions).optional(),
  outcome: z.enum(outcomes).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** Rows older than this id: the next page, at any depth, for the price of the first. */
  before: z.uuid().optional(),
})
export const auditSort = ['id'] as const

export const auditRow = z
  .object({
    id,
    at: moment,
    actorType: z.string(),
    actorId: z.string().nullable(),
    actorName: z.string().nullable(),
    actorRole: z.string().nullable(),
    sessionId: z.string().nullable(),
    ip: z.string().nullable(),
    action: z.string(),
    outcome: z.enum(outcomes),
    objectType: z.string().nullable(),
    objectId: z.string().nullable(),
    patientIds: z.array(z.string()),
    caseId: z.string().nullable(),
    purpose: z.string().nullable(),
    requestId: z.string().nullable(),
    fields: z.array(z.string()),
    detail: z.record(z.string(), z.unknown()),
  })
  .openapi('AuditEvent')
