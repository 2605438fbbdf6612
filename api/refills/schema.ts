import { z } from '@hono/zod-openapi'
import { id, moment, text } from '../core/http/schema.ts'
import { actingFor } from '../patients/actsFor.ts'
import { refillStates, refusalReasons } from './lists.ts'

export const asking = z.strictObject({
  clinicId: id,
  medication: text(200).openapi({ example: 'Lisinopril 10 mg' }),
  note: text(1000).optional().openapi({ example: 'Three tablets are left' }),
  ...actingFor,
})
export const asked = z.object({ id, answerBy: moment }).openapi('RefillAsked')
export const askRefills = z.strictObject({
  ...actingFor,
  after: id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})
const content = {
  id,
  medication: z.string(),
  note: z.string().nullable(),
  status: z
    .enum(refillStates)
    .openapi({ description: 'As FHIR R4 Task.status; completed: it is at the pharmacy' }),
  reason: z.enum(refusalReasons).nullable(),
  answer: z.string().nullable(),
  askedAt: moment,
  decidedAt: moment.nullable(),
}
export const refill = z
  .object({ ...content, clinic: z.string(), answerBy: moment.nullable() })
  .openapi('PortalRefill')
export const refills = z.object({ refills: z.array(refill), next: id.nullable() }).openapi('PortalRefills')
export const changed = z.object({ id, status: z.enum(refillStates) }).openapi('RefillChanged')

export const clinicFilter = z.strictObject({ status: z.enum(refillStates).optional() })
const patient = { patientId: id, patientName: z.string() }
export const clinicRefill = z
  .object({ id, ...patient, status: z.enum(refillStates), askedAt: moment, dueAt: moment })
  .openapi('ClinicRefill')
export const clinicWhole = z
  .object({ ...content, ...patient, dueAt: moment, byProxy: z.boolean(), version: z.number() })
  .openapi('ClinicWholeRefill')
export const granting = z.strictObject({ answer: text(1000).optional(), version: z.number().int() })
export const refusing = z.strictObject({
  reason: z.enum(refusalReasons),
  answer: text(1000).optional(),
  version: z.number().int(),
})
export const finishing = z.strictObject({ version: z.number().int() })
