import { randomBytes } from 'node:crypto'
import { record } from '../audit/record.ts'
import { hashToken, type Keys } from '../core/access/keys.ts'
import { hashPassword, passwordFault } from '../core/access/passwords.ts'
import type { Ctx } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { Invalid, NotFound } from '../core/errors.ts'
import { openEnrolment } from './queries.ts'
import { newTotp, totpStep } from './totp.ts'

/** First half of an enrolment: the password is set aside and a TOTP secret is shown, once. */
export async function choosePassword(ctx: Ctx, token: string, password: string) {
  const found = await openEnrolment(ctx.desk.db.read, hashToken(token), ctx.now().toISOString())
  if (!found) throw new NotFound('enrolment link, or it was used or has expired')
  const fault = passwordFault(password, [found.email, found.email.split('@')[0]!, found.name, 'portal desk'])
  if (fault) throw new Invalid({ password: fault })
  const totp = newTotp(found.email)
  const passwordHash = await hashPassword(password)
  await transact(ctx.desk.db, (trx) =>
    trx
      .updateTable('staff_enrolment')
      .set({ password_hash: passwordHash, totp_secret: ctx.desk.keys.seal(totp.secret) })
      .where('token_hash', '=', hashToken(token))
      .where('used_at', 'is', null)
      .execute(),
  )
  return { totp }
}

/** Second half: a right code proves the authenticator works; the link is used up and the person may sign in. */
export async function confirmEnrolment(ctx: Ctx, token: string, code: string) {
  const now = ctx.now()
  const tokenHash = hashToken(token)
  const codes = Array.from({ length: 10 }, newRecoveryCode)
  await transact(ctx.desk.db, async (trx) => {
    const found = await openEnrolment(trx, tokenHash, now.toISOString())
    if (!found) throw new NotFound('enrolment link, or it was used or has expired')
    if (!found.totp_secret || !found.password_hash) throw new Invalid({ password: 'must be chosen first' })
    if (totpStep(ctx.desk.keys.open(found.totp_secret), code, now) === undefined)
      throw new Invalid({ code: 'is not the code the authenticator shows now' })
    await trx
      .updateTable('staff_enrolment')
      .set({ used_at: now.toISOString(), totp_secret: null, password_hash: null })
      .where('token_hash', '=', tokenHash)
      .execute()
    await trx
      .updateTable('staff')
      .set((eb) => ({
        status: 'active',
        password_hash: found.password_hash,
        totp_secret: found.totp_secret,
        totp_step: 0,
        version: eb('version', '+', 1),
      }))
      .where('id', '=', found.staff_id)
      .execute()
    await trx.deleteFrom('staff_session').where('staff_id', '=', found.staff_id).execute()
    await trx.deleteFrom('staff_recovery_code').where('staff_id', '=', found.staff_id).execute()
    await trx
      .insertInto('staff_recovery_code')
      .values(
        codes.map((c) => ({
          code_hash: hashRecoveryCode(ctx.desk.keys, c),
          staff_id: found.staff_id,
          used_at: null,
        })),
      )
      .execute()
    await record(trx, ctx, 'staff.enrolled', {
      object: { type: 'staff', id: found.staff_id },
      fields: ['password', 'secondFactor', 'recoveryCodes'],
    })
  })
  return { recoveryCodes: codes }
}

// 80 random bits, in the 32 letters and digits that are not taken for one another.
function newRecoveryCode(): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte & 31])
  return [0, 4, 8, 12].map((i) => letters.slice(i, i + 4).join('')).join('-')
}

export function hashRecoveryCode(keys: Keys, code: string): string {
  return keys.mac('recovery-code', code.toUpperCase().replace(/[^A-Z2-9]/g, ''))
}
