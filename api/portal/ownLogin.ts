import type { Kysely } from 'kysely'
import type { PatientCtx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { Forbidden, NotSignedIn } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { type AccountRow, holdAccountByPatient } from '../logins/published.ts'
import { sessionSince } from '../logins/sessions.ts'
import { portalPolicy } from './policy.ts'
import { missing } from './words.ts'

/** A patient's own login, held, right after a sign-in: a session left open somewhere changes no second factor. */
export async function ownLogin(trx: Trx, ctx: PatientCtx): Promise<AccountRow> {
  const login = await holdAccountByPatient(trx, ctx, ctx.actor.patientId)
  if (!login) throw new NotSignedIn()
  await requireRecentSignIn(trx, ctx)
  return login
}

/** @throws Forbidden where the session did not begin a few minutes ago */
export async function requireRecentSignIn(db: Kysely<Tables>, ctx: PatientCtx): Promise<void> {
  const since = await sessionSince(db, ctx.actor.sid)
  if (!since) throw new NotSignedIn()
  const { signInForFactorMinutes } = await readPolicy(db, portalPolicy)
  if (Date.parse(since) + signInForFactorMinutes * 60_000 <= ctx.now().getTime())
    throw new Forbidden(missing.recentSignIn.message, [missing.recentSignIn])
}
