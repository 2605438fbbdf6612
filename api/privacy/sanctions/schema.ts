import { z } from '@hono/zod-openapi'
import { date, id, moment, text } from '../../core/http/schema.ts'
import { sanctionKinds } from '../lists.ts'

const given = {
  kind: z.enum(sanctionKinds),
  decidedOn: date,
  /** Who decided it: a manager, human resources. */
  decidedBy: text(200),
  description: text(2000),
}
export const sanctionOf = z.strictObject({ email: z.email(), ...given })
export const sanctionFor = z.strictObject(given)
export type Given = z.output<typeof sanctionFor>
export const carriedOut = z.strictObject({ on: date })
export const withdrawn = z.strictObject({ reason: text(300) })

export const sanctionDone = z.object({ id }).openapi('SanctionDone')
export const sanctionRow = z
  .object({
    id,
    staff: z.object({ id, name: z.string() }),
    alertId: id.nullable(),
    kind: z.enum(sanctionKinds),
    decidedOn: z.string(),
    decidedBy: z.string(),
    description: z.string(),
    carriedOutOn: z.string().nullable(),
    recordedBy: z.string(),
    recordedAt: moment,
    withdrawnReason: z.string().nullable(),
    state: z.enum(['decided', 'carried-out', 'withdrawn']),
  })
  .openapi('Sanction')
export const sanctionFilter = z.strictObject({
  /** Decided, and not carried out. */
  open: z.boolean().optional(),
  staffId: z.uuid().optional(),
})
