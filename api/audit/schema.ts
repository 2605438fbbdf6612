import { z } from '@hono/zod-openapi'
import { roles } from '../core/access/permissions.ts'
import { id, moment, text } from '../core/http/schema.ts'
import { outcomes } from './action.ts'
import { actorTypes, auditColumns } from './lists.ts'

// A name no act has finds nothing; names of acts that are gone still find their events.
const action = text(60)

export const auditFilter = z.strictObject({
  id: z.union([z.uuid(), z.array(z.uuid()).max(200)]).optional(),
  patientId: z.uuid().optional(),
  actorId: text(60).optional(),
  actorType: z.enum(actorTypes).optional(),
  role: z.enum(roles).optional(),
  action: z.union([action, z.array(action).min(1).max(60)]).optional(),
  outcome: z.enum(outcomes).optional(),
  purpose: text(60).optional(),
  objectType: text(60).optional(),
  caseId: z.uuid().optional(),
  ip: text(45).optional(),
  sessionId: text(60).optional(),
  requestId: z.uuid().optional(),
  /** Words in the act's name or description, or the object's type. */
  q: text(100).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** Beyond this event: the next page, at any depth, for the price of the first. */
  before: z.uuid().optional(),
  after: z.uuid().optional(),
})

/** The same without what names a page: what a view saves and an export takes. */
export const auditQuestion = auditFilter.omit({ id: true, before: true, after: true })

export const auditRow = z
  .object({
    id,
    leafIndex: z
      .number()
      .nullable()
      .openapi({ description: 'Its number in the sealed log; null for its first second' }),
    at: moment,
    actorType: z.enum(actorTypes),
    actorId: z.string().nullable(),
    actorName: z.string().nullable(),
    actorRole: z.string().nullable(),
    sessionId: z.string().nullable(),
    ip: z.string().nullable(),
    action: z.string(),
    what: z.string().openapi({ description: 'The act in words, in the language asked for' }),
    outcome: z.enum(outcomes),
    objectType: z.string().nullable(),
    objectId: z.string().nullable(),
    patientIds: z.array(z.string()),
    patientName: z
      .string()
      .nullable()
      .openapi({ description: 'Where it is about one patient, for who may see patients' }),
    caseId: z.string().nullable(),
    purpose: z.string().nullable(),
    requestId: z.string().nullable(),
    fields: z.array(z.string()),
    detail: z.record(z.string(), z.unknown()),
  })
  .openapi('AuditEvent')

export const auditColumn = z.enum(auditColumns)
