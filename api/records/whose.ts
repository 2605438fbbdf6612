import { z } from '@hono/zod-openapi'
import type { PatientCtx } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { id } from '../core/http/schema.ts'
import { grantById } from '../patients/proxyGrants.ts'
import { idsMergedInto } from '../patients/survivor.ts'
import { noGrant } from './words.ts'

/** Whose record is asked for: one's own, or that of whom one may act for. */
export const forWhom = z.strictObject({
  for: id.optional().openapi({
    description:
      'The id of proxy access (GET /portal/v1/proxies): the record of whom you act for. Without it, your own',
  }),
})

export interface Whose {
  patientId: string
  /** The patient, and the records that were merged into theirs. */
  patientIds: string[]
  /** What the log says: whose record, and by what access where somebody acts for them. */
  seen: { patientIds: string[]; object: { type: 'patient'; id: string } }
  detail: { proxyGrant?: string }
}

/**
 * Whose record somebody may read. Limited access, as parents have to a teenager's record, opens none of it (2026-11-27).
 * @throws NotFound for access that is not theirs, has ended, waits or is limited: it is not told from access that is not there
 */
export async function whose(ctx: PatientCtx, grantId: string | undefined): Promise<Whose> {
  const db = ctx.desk.db.read
  const own = ctx.actor.patientId
  const grant = grantId === undefined ? undefined : await grantById(db, grantId)
  if (
    grantId !== undefined &&
    !(grant?.proxy_patient_id === own && grant.status === 'active' && grant.access === 'full')
  )
    throw new NotFound(noGrant)
  const patientId = grant?.patient_id ?? own
  return {
    patientId,
    patientIds: [patientId, ...(await idsMergedInto(db, patientId))],
    seen: { patientIds: [patientId], object: { type: 'patient', id: patientId } },
    detail: grant ? { proxyGrant: grant.id } : {},
  }
}
