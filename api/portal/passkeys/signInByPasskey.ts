import type { z } from '@hono/zod-openapi'
import { act, type Done } from '../../acts/act.ts'
import { knownDevice, newDevice } from '../../core/access/device.ts'
import { readPolicy } from '../../core/policy.ts'
import { checkSigned } from '../../logins/passkeys.ts'
import { openSession } from '../openSession.ts'
import { portalPolicy } from '../policy.ts'
import { signedIn } from '../schema.ts'
import { provenLogin } from './provenLogin.ts'
import * as schema from './schema.ts'
import { purposes } from './target.ts'

/**
 * Signs a patient in with a passkey alone: what is held and what unlocks it are both factors (NIST SP 800-63B-4, 3.1.7). It is
 * one more way in, and closes none: who signs in with a password does so as before (2026-11-26).
 */
export const signInByPasskey = act({
  name: 'portal.signed-in-by-passkey',
  letter: 'E',
  words: {
    en: 'Signed in to the portal with a passkey',
    es: 'Inició sesión en el portal con una llave de acceso',
  },
  watch: 'nothing',
  verb: { en: 'Sign in with a passkey', es: 'Iniciar sesión con una llave de acceso' },
  tag: 'Patient portal',
  at: 'POST /portal/v1/session/passkey',
  needs: 'public',
  once: false,
  body: schema.signIn,
  reply: signedIn,
  prepare: (ctx, { passkey }) => checkSigned(ctx, passkey),
  async do(trx, ctx, _found, { device: kept }, signed): Promise<Done<z.input<typeof signedIn>>> {
    const proven = await provenLogin(
      trx,
      ctx,
      signed as Awaited<ReturnType<typeof checkSigned>>,
      purposes.signIn,
    )
    if ('refuse' in proven) return proven
    const { login } = proven
    const { portalDeviceDays } = await readPolicy(trx, portalPolicy)
    const known = knownDevice(ctx.desk.keys, kept, login.id, ctx.now(), portalDeviceDays)
    return openSession(trx, ctx, login, known ? kept! : newDevice(ctx.desk.keys, login.id, ctx.now()))
  },
})
