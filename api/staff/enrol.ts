import type { Kysely } from 'kysely'
import { act } from '../acts/act.ts'
import { hashToken } from '../core/access/keys.ts'
import { hashPassword, passwordFault } from '../core/access/passwords.ts'
import { accessPolicy } from '../core/access/policy.ts'
import { newTotp, totpStep } from '../core/access/totp.ts'
import type { Ctx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Tables } from '../core/db/tables.ts'
import { Invalid, NotFound } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { ownWords } from './account/target.ts'
import { voidPasskeys } from './passkeys/queries.ts'
import { lockStaff, openEnrolment } from './queries.ts'
import { replaceRecoveryCodes } from './recoveryCodes.ts'
import * as schema from './schema.ts'
import { choosePasswordFirst, noEnrolment, notTheCodeNow } from './words.ts'

const common = {
  letter: 'U',
  watch: 'nothing',
  tag: 'Staff',
  needs: 'public',
  params: schema.enrolmentParam,
} as const

/** An enrolment whose link was not used and has not expired; held, within a transaction. @throws NotFound */
async function enrolment(db: Kysely<Tables>, ctx: Ctx, token: string) {
  const query = openEnrolment(db, hashToken(token), ctx.now().toISOString())
  const found = await (db.isTransaction ? held(ctx.desk.db, query) : query).executeTakeFirst()
  if (!found) throw new NotFound(noEnrolment)
  return found
}

const aboutStaff = (id: string) => ({ object: { type: 'staff', id } })

/** First half of an enrolment: the password is set aside and a TOTP secret is shown, once. */
export const choosePassword = act({
  ...common,
  name: 'staff.password-chosen',
  words: {
    en: 'Chose a password while enrolling as staff',
    es: 'Eligió una contraseña al darse de alta como personal',
  },
  verb: { en: 'Choose a password', es: 'Elegir una contraseña' },
  at: 'POST /api/enrolment/{token}',
  body: schema.choosePassword,
  reply: schema.totpSecret,
  async prepare(ctx, { token, password }) {
    // Only who holds a link gets a core's time.
    await enrolment(ctx.desk.db.read, ctx, token)
    return hashPassword(password, ctx)
  },
  async do(trx, ctx, _, { token, password }, passwordHash) {
    const found = await enrolment(trx, ctx, token)
    const { passwordCharacters } = await readPolicy(trx, accessPolicy)
    const fault = passwordFault(password, passwordCharacters, ownWords(found))
    if (fault) throw new Invalid({ password: fault })
    const totp = newTotp('Portal Desk', found.email)
    await trx
      .updateTable('staff_enrolment')
      .set({ password_hash: passwordHash as string, totp_secret: ctx.desk.keys.seal(totp.secret) })
      .where('token_hash', '=', hashToken(token))
      .execute()
    return { reply: { totp }, about: aboutStaff(found.staff_id), fields: ['password', 'secondFactor'] }
  },
})

/**
 * Second half: a right code proves the authenticator works; the link is used up and the person may sign in. Wrong codes
 * are recorded and not counted: who holds the link was shown the secret they come from (2026-11-25).
 */
export const confirmEnrolment = act({
  ...common,
  name: 'staff.enrolled',
  words: { en: 'Set up their staff sign-in', es: 'Configuró su acceso de personal' },
  verb: { en: 'Confirm the authenticator', es: 'Confirmar el autenticador' },
  at: 'POST /api/enrolment/{token}/confirm',
  body: schema.code,
  reply: schema.recoveryCodes,
  async do(trx, ctx, _, { token, code }) {
    const now = ctx.now()
    const { keys } = ctx.desk
    const found = await enrolment(trx, ctx, token)
    const about = aboutStaff(found.staff_id)
    if (!found.totp_secret || !found.password_hash) throw new Invalid({ password: choosePasswordFirst })
    const step = totpStep(keys.open(found.totp_secret), code, now)
    if (step === undefined)
      return {
        reply: { recoveryCodes: [] },
        about,
        outcome: 'failure',
        refuse: new Invalid({ code: notTheCodeNow }),
      }
    await trx
      .updateTable('staff_enrolment')
      .set({ used_at: now.toISOString(), totp_secret: null, password_hash: null })
      .where('token_hash', '=', hashToken(token))
      .execute()
    // Whoever was still signed in may have added one since the link was given out.
    await voidPasskeys(trx, ctx, (await lockStaff(trx, ctx, found.staff_id))!)
    await trx
      .updateTable('staff')
      .set((eb) => ({
        status: 'active',
        password_hash: found.password_hash,
        totp_secret: found.totp_secret,
        // The code that enrolled is used: whoever saw it being typed signs in with a later one, or not at all.
        totp_step: step,
        language: ctx.language,
        version: eb('version', '+', 1),
      }))
      .where('id', '=', found.staff_id)
      .execute()
    await ctx.desk.sessions.endAllOf(trx, found.staff_id)
    return {
      reply: { recoveryCodes: await replaceRecoveryCodes(trx, keys, found.staff_id) },
      about,
      fields: ['password', 'secondFactor', 'recoveryCodes'],
    }
  },
})
