import { act } from '../../acts/act.ts'
import { idParam } from '../../core/http/schema.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { nothing } from '../schema.ts'
import { tellStaff } from '../tellStaff.ts'
import { onMyPasskey } from './target.ts'

/**
 * Removes a passkey. All other sessions end: whoever removes one may have lost it, and nobody knows which of them it opened
 * (NIST SP 800-63B-4, 4.2 and 4.4) (2026-11-26).
 */
export const removePasskey = act({
  name: 'staff.passkey-removed',
  letter: 'D',
  words: { en: 'Removed a passkey from their account', es: 'Quitó una llave de acceso de su cuenta' },
  watch: 'nothing',
  verb: { en: 'Remove', es: 'Quitar' },
  tag: 'Staff',
  at: 'DELETE /api/me/passkeys/{id}',
  needs: 'signed-in',
  fresh: true,
  params: idParam,
  reply: nothing,
  on: onMyPasskey,
  guards: { notLast: true },
  async do(trx, ctx, { staff, passkey }) {
    await trx.deleteFrom('staff_passkey').where('id', '=', passkey.id).execute()
    await ctx.desk.sessions.endAllOf(trx, staff.id, ctx.actor.sid)
    await tellStaff(trx, ctx, staff, 'staff-passkey-removed')
    return { reply: {}, fields: ['secondFactor'], after: deliverSoon }
  },
})
