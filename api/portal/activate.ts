import { act } from '../acts/act.ts'
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
  do(trx, ctx, found, input, hash) {
    const now = ctx.now().toISOString()
    return choosePassword(trx, ctx, found, input, hash, {
      tells: 'activated',
      failed: 'activation-failed',
      change: { activated_at: now, activation_started_at: found?.login.activation_started_at ?? now },
    })
  },
})
