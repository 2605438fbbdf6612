import { act } from '../acts/act.ts'
import { refuseDoubtedChild } from '../logins/proxies/refuseDoubted.ts'
import { byLink, choosePassword } from './choosePassword.ts'
import * as schema from './schema.ts'

/** Activates a login, for whoever holds a live invitation and knows the birth date. */
export const activate = act({
  ...byLink,
  name: 'account.activated',
  words: { en: 'Activated the portal account', es: 'Activó la cuenta del portal' },
  verb: { en: 'Activate an account', es: 'Activar una cuenta' },
  at: 'POST /portal/v1/activate',
  body: schema.activate,
  async do(trx, ctx, found, input, hash) {
    const doubted = found && (await refuseDoubtedChild(trx, found.patient, ctx.now()))
    if (doubted && input.birthDate === found.patient.birth_date) throw doubted
    const now = ctx.now().toISOString()
    return choosePassword(trx, ctx, found, input, hash, {
      tells: 'activated',
      failed: 'activation-failed',
      change: { activated_at: now, activation_started_at: found?.login.activation_started_at ?? now },
    })
  },
})
