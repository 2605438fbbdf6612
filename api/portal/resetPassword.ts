import { act } from '../acts/act.ts'
import { byLink, choosePassword } from './choosePassword.ts'
import * as schema from './schema.ts'

/** Gives a login a new password, for whoever holds a live link and knows the birth date. */
export const resetPassword = act({
  ...byLink,
  name: 'account.password-reset',
  words: { en: 'Chose a new password', es: 'Eligió una contraseña nueva' },
  verb: { en: 'Choose a new password', es: 'Elegir una contraseña nueva' },
  at: 'POST /portal/v1/password/reset',
  body: schema.reset,
  do: (trx, ctx, found, input, hash) =>
    choosePassword(trx, ctx, found, input, hash, { tells: 'password-reset', failed: 'reset-failed' }),
})
