import { recordView } from '../audit/recordView.ts'
import type { PatientCtx } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { loginOf } from '../logins/queries.ts'
import { patientById } from '../patients/queries.ts'

export async function showMe(ctx: PatientCtx) {
  const [patient, account] = await Promise.all([
    patientById(ctx.desk.db.read, ctx.actor.patientId),
    loginOf(ctx, ctx.actor.patientId),
  ])
  if (!patient || !account) throw new NotFound('login')
  await recordView(ctx, 'portal.record-read', {
    patientIds: [patient.id],
    object: { type: 'patient', id: patient.id },
  })
  return {
    givenName: patient.given_name,
    familyName: patient.family_name,
    username: account.username,
    lastSignInAt: account.last_sign_in_at,
  }
}
