import { deny } from '../acts/permit.ts'
import { record } from '../audit/record.ts'
import type { StaffCtx } from '../core/context.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { verificationById } from './findVerification.ts'
import type { photoDocuments } from './lists.ts'
import { liveVerification } from './liveVerification.ts'
import { failuresADay, presentVerification } from './present.ts'
import { changeVerification } from './queries.ts'

/** Records that the person stood at the desk with a photo identity. It counts once a second person approves. */
export async function recordSeenInPerson(
  ctx: StaffCtx,
  id: string,
  document: (typeof photoDocuments)[number],
) {
  const row = await liveVerification(ctx, id)
  return transactOnce(ctx, async (trx) => {
    const change = { photo_document: document, staff_id: ctx.actor.id, approved_by: null }
    await changeVerification(trx, id, change)
    await record(trx, ctx, 'caller.seen-in-person', {
      patientIds: [row.patient_id],
      object: { type: 'verification', id },
      caseId: row.case_id,
      detail: { document },
    })
    return presentVerification({ ...row, ...change }, failuresADay)
  })
}

/** A second staff member confirms what the first recorded: the verification reaches T3. */
export async function approveInPerson(ctx: StaffCtx, id: string) {
  const row = await verificationById(ctx, id)
  if (!row) throw new NotFound('verification')
  if (!row.photo_document) throw new Conflict('Nothing waits for approval: no photo identity was recorded.')
  if (row.staff_id === ctx.actor.id)
    await deny(
      ctx,
      {
        permission: 'callers.approve',
        patientId: row.patient_id,
        caseId: row.case_id,
        object: { type: 'verification', id },
      },
      'The person who saw the identity cannot approve it.',
      [{ code: 'second-person', message: 'another staff member’s approval' }],
    )
  return transactOnce(ctx, async (trx) => {
    const expires = new Date(ctx.now().getTime() + 30 * 60_000).toISOString()
    const change = { tier: 'T3' as const, approved_by: ctx.actor.id, expires_at: expires }
    await changeVerification(trx, id, change)
    await record(trx, ctx, 'caller.approved', {
      patientIds: [row.patient_id],
      object: { type: 'verification', id },
      caseId: row.case_id,
      detail: { tier: 'T3' },
    })
    return presentVerification({ ...row, ...change }, failuresADay)
  })
}
