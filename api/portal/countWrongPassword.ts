import type { Done } from '../acts/act.ts'
import type { Action } from '../audit/action.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { changeAccount, noteUse } from '../logins/changeAccount.ts'
import type { AccountRow } from '../logins/published.ts'
import { revokeLinks } from '../logins/revokeLinks.ts'
import { endPortalSessions } from '../logins/sessions.ts'
import { aboutLogin } from './target.ts'

export const loginLocked: Action = {
  name: 'account.locked',
  letter: 'U',
  words: {
    en: 'Portal account locked after wrong passwords',
    es: 'Cuenta del portal bloqueada tras contraseñas erróneas',
  },
  watch: 'nothing',
}

type Told = Required<Pick<Done<never>, 'also' | 'tells'>>

/**
 * Counts a wrong password against a login that is held, and locks it at the last one. A login that reached the lock and
 * stayed open, as versions before 0.2.0 left some and a lower limit leaves others, is locked at last.
 */
export async function countWrongPassword(trx: Trx, ctx: Ctx, login: AccountRow, most: number): Promise<Told> {
  const failed_attempts = login.failed_attempts + 1
  if (failed_attempts < most) {
    await noteUse(trx, login, { failed_attempts })
    return { also: [], tells: [] }
  }
  const now = ctx.now().toISOString()
  await changeAccount(trx, login, { failed_attempts, status: 'locked', locked_at: now })
  // A link sent earlier would otherwise open a locked login, and an intruder's session outlast the unlocking.
  await revokeLinks(trx, login, now)
  await endPortalSessions(trx, login.id)
  return {
    also: [
      [loginLocked, { ...aboutLogin(login), fields: ['status'], detail: { attempts: failed_attempts } }],
    ],
    tells: [{ patientId: login.patient_id, kind: 'locked' }],
  }
}
