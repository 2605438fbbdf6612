import { accessPolicy } from '../../core/access/policy.ts'
import { countAttempt, type Limit, networkOf, tooManyAttempts } from '../../core/access/throttle.ts'
import type { Actor, Ctx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { type AppError, Forbidden, NotSignedIn } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { type checkSigned, type PortalPasskey, provePasskey } from '../../logins/passkeys.ts'
import { type AccountRow, holdAccount } from '../../logins/published.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { notLiving } from '../../patients/living.ts'
import type { PatientRow } from '../../patients/published.ts'
import { holdPatient } from '../../patients/target.ts'
import { portalPolicy } from '../policy.ts'
import { aboutLogin } from '../target.ts'
import { missing, passwordWithdrawn, signInRefused, wrongPasskey } from '../words.ts'

/** Whose passkey answered, with patient and login held. */
interface Proven {
  patient: PatientRow
  login: AccountRow
  passkey: PortalPasskey
}
/** Why none did; of what nobody's passkey signed the log has nothing to hold. */
type Refused = { refuse: AppError } & (
  | { unchanged: true }
  | {
      about: ReturnType<typeof aboutLogin>
      as?: Extract<Actor, { type: 'patient' }>
      outcome: 'failure'
      detail: { reason: string }
      after?: typeof deliverSoon
    }
)

/**
 * The login that a passkey proves, with both factors in one: what is held, and what unlocks it. It is a login in use, of a living
 * patient; one that wrong passwords locked opens, since its lock is against those who guess. While
 * a password is withdrawn somebody else may have been in; so the link that was sent comes first, to a call too. Wrong answers count against the
 * network they come from; a right one does not meet that count, since a signature is not guessed, and checking one costs little: so no
 * stranger of the same network keeps its owner out (2026-11-26).
 */
export async function provenLogin(
  trx: Trx,
  ctx: Ctx,
  signed: Awaited<ReturnType<typeof checkSigned>>,
  purpose: string,
): Promise<Proven | Refused> {
  const policy = await readPolicy(trx, { ...accessPolicy, ...portalPolicy })
  const limit: Limit = {
    key: `passkey-from:${networkOf(ctx.ip)}`,
    free: policy.portalWrongTriesPerNetwork,
    forgets: policy.networkFailureForgottenMinutes,
  }
  const counted = async (refused: Refused): Promise<Refused> => {
    const waitMs = await countAttempt(trx, ctx, [limit])
    return waitMs > 0 ? { refuse: tooManyAttempts(waitMs), unchanged: true } : refused
  }
  const wrong = new NotSignedIn(wrongPasskey)
  if (!signed) return counted({ refuse: wrong, unchanged: true })
  const patient = await holdPatient(trx, ctx, signed.patientId)
  const login = await holdAccount(trx, ctx, signed.accountId)
  if (!login || login.patient_id !== patient.id) return counted({ refuse: wrong, unchanged: true })
  const passkey = await provePasskey(trx, ctx, login, signed, purpose)
  const failed = (reason: string, refuse: AppError) =>
    ({
      about: aboutLogin(login),
      outcome: 'failure',
      detail: { reason },
      refuse,
      after: deliverSoon,
    }) as const
  if (typeof passkey === 'string') return counted(failed(passkey, wrong))
  if (!['active', 'locked'].includes(login.status))
    return failed(login.status, new NotSignedIn(signInRefused))
  if (notLiving(patient)) return failed('record-not-in-use', new NotSignedIn(signInRefused))
  if (login.must_change_password)
    return {
      ...failed('password-withdrawn', new Forbidden(passwordWithdrawn, [missing.newPassword])),
      as: { type: 'patient', id: login.id, patientId: patient.id },
    }
  return { patient, login, passkey }
}
