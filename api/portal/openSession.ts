import type { z } from '@hono/zod-openapi'
import type { Done } from '../acts/act.ts'
import { markSignedIn } from '../cases/markSignedIn.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { changeAccount, noteUse } from '../logins/changeAccount.ts'
import type { AccountRow } from '../logins/published.ts'
import { openPortalSession } from '../logins/sessions.ts'
import type { signedIn } from './schema.ts'
import { aboutLogin } from './target.ts'

/**
 * A session for whoever proved the password, which opens a lock if there was one; whoever watches the patient's open cases
 * sees that they got in. `device` is what the device keeps, to be known again.
 */
export async function openSession(
  trx: Trx,
  ctx: Ctx,
  login: AccountRow,
  device: string,
): Promise<Done<z.input<typeof signedIn>>> {
  const now = ctx.now().toISOString()
  const { patient_id: patientId } = login
  const locked = login.status === 'locked'
  const used = { failed_attempts: 0, last_sign_in_at: now }
  if (locked) await changeAccount(trx, login, { ...used, status: 'active', locked_at: null })
  else await noteUse(trx, login, used)
  const { token, sid, expiresAt } = await openPortalSession(trx, ctx, login.id)
  await markSignedIn(trx, patientId, now)
  return {
    reply: { token, expiresAt, device },
    as: { type: 'patient', id: login.id, patientId, sid },
    about: aboutLogin(login),
    fields: locked ? ['status'] : [],
    tells: [...(locked ? [{ patientId, kind: 'unlocked' as const }] : []), { patientId, kind: 'signed-in' }],
  }
}
