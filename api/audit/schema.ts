import { z } from '@hono/zod-openapi'
import { roles } from '../core/access/permissions.ts'
import { id, moment, text } from '../core/http/schema.ts'
import { outcomes } from './action.ts'
import { actorTypes, auditColumns } from './lists.ts'
import { sealProblems } from './seal/refuse.ts'

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
    caseId: z.string().nullable(),
    purpose: z.string().nullable(),
    requestId: z.string().nullable(),
    fields: z.array(z.string()),
    detail: z.record(z.string(), z.unknown()),
  })
  .openapi('AuditEvent')

export const auditColumn = z.enum(auditColumns)

export const proof = z
  .object({
    eventId: id,
    leafIndex: z.number(),
    body: z.string().nullable(),
    proof: z.string().openapi({ description: 'c2sp.org/tlog-proof@v1' }),
  })
  .openapi('InclusionProof')

export const integrity = z
  .object({
    origin: z.string().nullable(),
    verifierKey: z.string().nullable(),
    size: z.number(),
    checkpoint: z.string().nullable(),
    sealedAt: moment.nullable(),
    pending: z.number(),
    oldestPendingAt: moment.nullable(),
    problem: z.enum([...sealProblems, 'not-sealing']).nullable(),
    targets: z.array(
      z.object({
        target: z.string(),
        size: z.number(),
        pushedAt: moment.nullable(),
        failedAt: moment.nullable(),
        error: z.string().nullable(),
      }),
    ),
    lastVerification: z
      .object({ at: moment, ok: z.boolean(), size: z.number(), faults: z.array(z.string()) })
      .nullable(),
  })
  .openapi('AuditIntegrity')

const word = z.object({ id: z.string(), name: z.string() })
export const words = z
  .object({ acts: z.array(word), purposes: z.array(word), objectTypes: z.array(word) })
  .openapi('AuditWords')
