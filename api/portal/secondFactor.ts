import type { z } from '@hono/zod-openapi'
import { act, type Done } from '../acts/act.ts'
import { accessPolicy } from '../core/access/policy.ts'
import { newTotp } from '../core/access/totp.ts'
import type { PatientCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { changeAccount } from '../logins/changeAccount.ts'
import { notifyOwnerOf } from '../logins/notifyOwner.ts'
import type { AccountRow } from '../logins/published.ts'
import { replaceRecoveryCodes } from '../logins/recoveryCodes.ts'
import { beginSecondFactor, removeSecondFactor, secondFactorOf, spendCode } from '../logins/secondFactor.ts'
import { sentFactorOf } from '../logins/sentFactor.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { ownLogin } from './ownLogin.ts'
import * as schema from './schema.ts'
import { factorOf, inSession, refuseCode, wrongCodeDone } from './spendFactor.ts'
import { aboutLogin } from './target.ts'
import { beginFirst, hasSecondFactor, wrongFactorCode } from './words.ts'

const common = {
  letter: 'U',
  watch: 'nothing',
  tag: 'Patient portal',
  needs: 'patient',
  once: false,
} as const

/**
 * The login has a second step from now on, or none. Every address hears of it (NIST SP 800-63B-4, 4.1.2.1): who got in by a
 * stolen password keeps the owner out with it.
 */
async function changed<R>(
  trx: Trx,
  ctx: PatientCtx,
  login: AccountRow,
  second_factor: 'totp' | 'code' | null,
  reply: R,
): Promise<Done<R>> {
  await changeAccount(trx, login, { second_factor })
  await notifyOwnerOf(trx, ctx, login.patient_id, 'second-factor-changed')
  return { reply, about: aboutLogin(login), fields: ['secondFactor'], after: deliverSoon }
}

/** First half of setting an authenticator up: its secret is shown, once. */
export const beginFactor = act({
  ...common,
  name: 'portal.second-factor-begun',
  words: { en: 'Began to set up an authenticator', es: 'Empezó a configurar un autenticador' },
  verb: { en: 'Set up an authenticator', es: 'Configurar un autenticador' },
  at: 'POST /portal/v1/second-factor',
  reply: schema.totp,
  async do(trx, ctx) {
    const login = await ownLogin(trx, ctx)
    if (await factorOf(trx, login.id)) throw new Conflict(hasSecondFactor)
    const { hospitalName } = await readPolicy(trx, accessPolicy)
    const totp = newTotp(hospitalName, login.username)
    await beginSecondFactor(trx, ctx, login.id, totp.secret)
    return { reply: totp, about: aboutLogin(login) }
  },
})

/**
 * Second half: a right code shows that it works, of the authenticator or the one that was sent (`sentCodes.ts`); whichever is right
 * is the second step from now on. Codes of an authenticator are not counted: who asks was just shown its secret.
 */
export const setFactor = act({
  ...common,
  name: 'portal.second-factor-set',
  words: { en: 'Set up a second step for signing in', es: 'Configuró un segundo paso para iniciar sesión' },
  verb: { en: 'Confirm the second step', es: 'Confirmar el segundo paso' },
  at: 'POST /portal/v1/second-factor/confirm',
  body: schema.code,
  reply: schema.recoveryCodes,
  async do(trx, ctx, _found, { code }): Promise<Done<z.input<typeof schema.recoveryCodes>>> {
    const login = await ownLogin(trx, ctx)
    if (await factorOf(trx, login.id)) throw new Conflict(hasSecondFactor)
    const [totp, sent] = [await secondFactorOf(trx, login.id), await sentFactorOf(trx, login.id)]
    if (!totp && !sent) throw new Conflict(beginFirst)
    const set_at = ctx.now().toISOString()
    const done = async (method: 'totp' | 'code') =>
      changed(trx, ctx, login, method, { recoveryCodes: await replaceRecoveryCodes(trx, ctx, login.id) })
    if (totp && (await spendCode(trx, ctx, totp, code, { set_at }))) return done('totp')
    if (!sent?.code_hash)
      return { about: aboutLogin(login), outcome: 'failure', refuse: new Invalid({ code: wrongFactorCode }) }
    const wrong = await refuseCode(trx, ctx, login, { method: 'code', sent }, code, inSession, { set_at })
    return wrong ? { about: aboutLogin(login), ...wrongCodeDone(wrong) } : done('code')
  },
})

/** Does without it again, for whoever still has it, or a recovery code. */
export const removeFactor = act({
  ...common,
  name: 'portal.second-factor-removed',
  words: { en: 'Removed their second step for signing in', es: 'Quitó su segundo paso para iniciar sesión' },
  verb: { en: 'Remove the second step', es: 'Quitar el segundo paso' },
  at: 'POST /portal/v1/second-factor/remove',
  body: schema.spentCode,
  reply: schema.nothing,
  async do(trx, ctx, _found, { code }): Promise<Done<z.input<typeof schema.nothing>>> {
    const login = await ownLogin(trx, ctx)
    const factor = await factorOf(trx, login.id)
    if (!factor) throw new Conflict(beginFirst)
    const wrong = await refuseCode(trx, ctx, login, factor, code, inSession)
    if (wrong) return { about: aboutLogin(login), ...wrongCodeDone(wrong) }
    await removeSecondFactor(trx, login.id)
    return changed(trx, ctx, login, null, {})
  },
})

/** New recovery codes in place of the old ones, right after a sign-in, and shown this once; every address hears of it. */
export const renewRecoveryCodes = act({
  ...common,
  name: 'portal.recovery-codes-replaced',
  words: {
    en: 'Replaced the recovery codes of their portal account',
    es: 'Reemplazó los códigos de recuperación de su cuenta del portal',
  },
  verb: { en: 'Get new recovery codes', es: 'Obtener códigos de recuperación nuevos' },
  at: 'POST /portal/v1/recovery-codes',
  reply: schema.recoveryCodes,
  async do(trx, ctx): Promise<Done<z.input<typeof schema.recoveryCodes>>> {
    const login = await ownLogin(trx, ctx)
    if (!(await factorOf(trx, login.id))) throw new Conflict(beginFirst)
    const recoveryCodes = await replaceRecoveryCodes(trx, ctx, login.id)
    await notifyOwnerOf(trx, ctx, login.patient_id, 'second-factor-changed')
    return {
      reply: { recoveryCodes },
      about: aboutLogin(login),
      fields: ['recoveryCodes'],
      after: deliverSoon,
    }
  },
})
