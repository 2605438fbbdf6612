import { act } from '../../acts/act.ts'
import * as schema from '../../core/access/passkeySchema.ts'
import { optionsToProve } from '../../core/access/passkeys.ts'
import { Conflict } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { staffPolicy } from '../policy.ts'
import { onSession } from '../sessionTarget.ts'
import { noPasskeyYet } from '../words.ts'
import { keepChallenge } from './challenge.ts'
import { passkeysOf } from './queries.ts'

/**
 * Asks for what a passkey has to answer, once the password was right. The newest challenge of a session is the one that
 * counts. Whose passkeys they are is known by then: their ids tell a stranger nothing.
 */
export const askPasskey = act({
  name: 'staff.passkey-asked',
  letter: 'E',
  words: {
    en: 'Asked to prove themselves with a passkey',
    es: 'Pidió identificarse con una llave de acceso',
  },
  watch: 'nothing',
  verb: { en: 'Sign in: ask for a passkey', es: 'Iniciar sesión: pedir una llave de acceso' },
  tag: 'Staff',
  at: 'POST /api/session/passkey',
  needs: 'public',
  once: false,
  reply: schema.asked,
  on: onSession,
  async do(trx, ctx, { session, staff, actor }) {
    const passkeys = await passkeysOf(trx, staff.id).execute()
    if (passkeys.length === 0) throw new Conflict(noPasskeyYet)
    const { passkeyMinutes: minutes } = await readPolicy(trx, staffPolicy)
    const options = await optionsToProve(ctx.desk.config, passkeys, { minutes })
    await keepChallenge(trx, ctx, session.sid, { challenge: options.challenge, for: 'prove', minutes })
    return { reply: { options }, as: actor }
  },
})
