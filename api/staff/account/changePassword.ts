import { act } from '../../acts/act.ts'
import { hashPassword } from '../../core/access/passwords.ts'
import { type Compared, comparePassword, countTry, giveBackTry } from '../../core/access/passwordTry.ts'
import { tooManyAttempts } from '../../core/access/throttle.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { staffById } from '../published.ts'
import * as schema from '../schema.ts'
import { limitsOf } from '../signIn.ts'
import { tellStaff } from '../tellStaff.ts'
import { changedMeanwhile, wrongOldPassword } from '../words.ts'
import { onMyPassword } from './target.ts'

interface Prepared {
  compared: Compared
  newHash: string
}

/**
 * Changes one's own password. Guesses at the old one count with those at the sign-in; afterwards only this session is left,
 * and its owner is told by mail.
 */
export const changePassword = act({
  name: 'staff.password-changed',
  letter: 'U',
  words: { en: 'Changed their staff password', es: 'Cambió su contraseña de personal' },
  watch: 'nothing',
  verb: { en: 'Change my password', es: 'Cambiar mi contraseña' },
  tag: 'Staff',
  at: 'POST /api/me/password',
  needs: 'signed-in',
  fresh: true,
  body: schema.passwordChange,
  reply: schema.nothing,
  labels: {
    oldPassword: { en: 'Current password', es: 'Contraseña actual' },
    newPassword: { en: 'New password', es: 'Contraseña nueva' },
  },
  on: onMyPassword,
  guards: { password: true, otherPassword: true },
  async prepare(ctx, { oldPassword, newPassword }): Promise<Prepared> {
    const me = (await staffById(ctx.desk.db.read, ctx.actor.id))!
    const limits = await limitsOf(ctx.desk.db.read, ctx, me.email, me.id)
    const compared = await comparePassword(ctx, limits, me.password_hash, oldPassword)
    // Also where the old one is wrong: what a guard refuses counts no try, and must not tell by its time that it was right.
    return { compared, newHash: await hashPassword(newPassword, ctx) }
  },
  async do(trx, ctx, staff, _, prepared) {
    const { compared, newHash } = prepared as Prepared
    const limits = await limitsOf(trx, ctx, staff.email, staff.id)
    const waitMs = await countTry(trx, ctx, limits)
    if (waitMs > 0) return { refuse: tooManyAttempts(waitMs), unchanged: true }
    // Sent several times at once: it was right until the first changed it, and locks nobody out (2026-11-28).
    if (compared.right && staff.password_hash !== compared.hash) {
      await giveBackTry(trx, ctx, limits)
      return { outcome: 'failure', refuse: new Conflict(changedMeanwhile) }
    }
    if (!compared.right) return { outcome: 'failure', refuse: new Invalid({ oldPassword: wrongOldPassword }) }
    await giveBackTry(trx, ctx, limits)
    // No new version: what a colleague decides about this person, their role say, is not theirs to outdate.
    await trx.updateTable('staff').set({ password_hash: newHash }).where('id', '=', staff.id).execute()
    await ctx.desk.sessions.endAllOf(trx, staff.id, ctx.actor.sid)
    await tellStaff(trx, ctx, staff, 'staff-password-changed')
    return { reply: {}, fields: ['password'], after: deliverSoon }
  },
})
