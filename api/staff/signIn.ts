import { record } from '../audit/record.ts'
import { oneAtATime } from '../core/access/oneAtATime.ts'
import { verifyPassword } from '../core/access/passwords.ts'
import { permissionsOf, type Role } from '../core/access/permissions.ts'
import { clearAttempts, giveBackAttempt, takeAttempt } from '../core/access/throttle.ts'
import type { Ctx } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { NotSignedIn } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { hashRecoveryCode } from './enrol.ts'
import { advanceTotpStep, consumeRecoveryCode, staffByEmail, staffById } from './queries.ts'
import { absoluteHours, idleMinutes } from './sessions.ts'
import { totpStep } from './totp.ts'

const limits = (email: string, ip: string | null) =>
  [
    { key: `staff:${email.trim().toLowerCase()}`, free: 5 },
    { key: `staff-from:${ip}`, free: 60 },
  ] as const

/** First factor. A right password opens a short session that can only be completed with the second. */
export function checkPassword(ctx: Ctx, email: string, password: string): Promise<{ cookie: string }> {
  const [own, shared] = limits(email, ctx.ip)
  return oneAtATime(own.key, async () => {
    await takeAttempt(ctx, [own, shared])
    const staff = await staffByEmail(ctx.desk.db.read, email)
    const right = await verifyPassword(staff?.password_hash, password)
    const accepted = right && staff?.status === 'active'
    await transact(ctx.desk.db, (trx) =>
      record(trx, ctx, 'staff.password-checked', {
        outcome: accepted ? 'success' : 'failure',
        object: staff && { type: 'staff', id: staff.id },
      }),
    )
    if (!accepted) throw new NotSignedIn('The e-mail address or the password is wrong.')
    await clearAttempts(ctx, [own.key])
    await giveBackAttempt(ctx, shared.key)
    return { cookie: await ctx.desk.sessions.start(staff.id, 'second-factor') }
  })
}

/**
 * Second factor: a TOTP code, each accepted once, or a recovery code. Completes a sign-in, or, within a full
 * session, renews the moment of authentication that sensitive acts ask for. Either way the session id is new.
 */
export async function proveSecondFactor(ctx: Ctx, cookie: string | undefined, code: string) {
  const session = await ctx.desk.sessions.find(cookie, true)
  if (!session) throw new NotSignedIn('Enter your e-mail address and password first.')
  return oneAtATime(`staff-code:${session.staff.id}`, () => proveInTurn(ctx, cookie, code))
}

async function proveInTurn(ctx: Ctx, cookie: string | undefined, code: string) {
  // A code sent twice at once has ended this session when its turn comes, and is no failure.
  const session = await ctx.desk.sessions.find(cookie, true)
  if (!session) throw new NotSignedIn('Enter your e-mail address and password first.')
  const key = `staff-code:${session.staff.id}`
  await takeAttempt(ctx, [{ key, free: 5 }])
  const now = ctx.now()
  const method = await transact(ctx.desk.db, async (trx) => {
    const staff = await staffById(trx, session.staff.id)
    const step = staff?.totp_secret ? totpStep(ctx.desk.keys.open(staff.totp_secret), code, now) : undefined
    const by =
      step !== undefined && (await advanceTotpStep(trx, session.staff.id, step))
        ? 'totp'
        : (await consumeRecoveryCode(
              trx,
              session.staff.id,
              hashRecoveryCode(ctx.desk.keys, code),
              now.toISOString(),
            ))
          ? 'recovery-code'
          : undefined
    if (by)
      await trx
        .updateTable('staff')
        .set({ last_sign_in_at: now.toISOString() })
        .where('id', '=', session.staff.id)
        .execute()
    // The password was right: the act is theirs, whether the code is or not.
    const asThem: Ctx = {
      ...ctx,
      actor: { type: 'staff', ...session.staff, sid: session.sid, authTime: session.authTime },
    }
    await record(trx, asThem, 'staff.signed-in', {
      outcome: by ? 'success' : 'failure',
      object: { type: 'staff', id: session.staff.id },
      detail: { method: by ?? 'none', renewed: session.state === 'complete' },
    })
    return by
  })
  if (!method) throw new NotSignedIn('The code is wrong, or was used before.')
  await clearAttempts(ctx, [key])
  await ctx.desk.sessions.end(cookie)
  return {
    cookie: await ctx.desk.sessions.start(session.staff.id, 'complete'),
    ...(await presentSession(ctx, session.staff, now)),
  }
}

/** Who is signed in, and whose desk this is: what the console needs before it shows anything. */
export async function presentSession(
  ctx: Ctx,
  staff: { id: string; name: string; role: Role },
  authTime: Date,
) {
  const { hospitalName, timeZone } = await readPolicy(ctx.desk.db.read)
  return {
    staff: { id: staff.id, name: staff.name, role: staff.role, permissions: permissionsOf(staff.role) },
    authTime: authTime.toISOString(),
    endsAt: new Date(authTime.getTime() + absoluteHours * 3_600_000).toISOString(),
    idleMinutes,
    hospital: { name: hospitalName, timeZone },
  }
}
