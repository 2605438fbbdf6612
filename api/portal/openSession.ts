import type { z } from '@hono/zod-openapi'
import type { Done } from '../acts/act.ts'
import { markSignedIn } from '../cases/markSignedIn.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { noteUse } from '../logins/changeAccount.ts'
import type { AccountRow } from '../logins/published.ts'
import { openPortalSession } from '../logins/sessions.ts'
import type { signedIn } from './schema.ts'
import { aboutLogin } from './target.ts'

/** A session for whoever proved the password; whoever watches the patient's open cases sees that they got in. */
export async function openSession(
  trx: Trx,
  ctx: Ctx,
  login: AccountRow,
): Promise<Done<z.input<typeof signedIn>>> {
  const now = ctx.now().toISOString()
  const { patient_id: patientId } = login
  await noteUse(trx, login, { failed_attempts: 0, last_sign_in_at: now })
  const { token, sid, expiresAt } = await openPortalSession(trx, ctx, login.id)
  await markSignedIn(trx, patientId, now)
  return {
    reply: { token, expiresAt },
    as: { type: 'patient', id: login.id, patientId, sid },
    about: aboutLogin(login),
    tells: [{ patientId, kind: 'signed-in' }],
  }
}
