import { openView } from '../../acts/view.ts'
import type { Role } from '../../core/access/permissions.ts'
import { NotSignedIn } from '../../core/errors.ts'
import { passkeysOf } from '../passkeys/queries.ts'
import { staffById } from '../published.ts'
import { recoveryCodesLeft } from '../recoveryCodes.ts'
import * as schema from '../schema.ts'
import { passwordFirst } from '../words.ts'
import { sessionsOf } from './sessionsOf.ts'

/** One's own account, one's passkeys, and where one is signed in, the session in use first, then the one used last. */
export const showMyAccount = openView({
  at: 'GET /api/me',
  summary: 'My account and my sessions',
  tag: 'Staff',
  needs: 'signed-in',
  unrecorded: 'shows whoever asks their own account',
  reply: schema.myAccount,
  async show(ctx) {
    const db = ctx.desk.db.read
    const { id, sid } = ctx.actor
    const me = await staffById(db, id)
    if (!me) throw new NotSignedIn(passwordFirst)
    const passkeys = await passkeysOf(db, id).execute()
    return {
      reply: {
        name: me.name,
        email: me.email,
        role: me.role as Role,
        recoveryCodesLeft: await recoveryCodesLeft(db, id),
        passkeys: passkeys.map((one) => ({
          id: one.id,
          name: one.name,
          createdAt: one.created_at,
          lastUsedAt: one.last_used_at,
        })),
        sessions: await sessionsOf(db, id, ctx.now(), sid),
      },
    }
  },
})
