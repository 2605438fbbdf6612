import { act } from '../../acts/act.ts'
import * as schema from '../../core/access/passkeySchema.ts'
import { optionsToProve } from '../../core/access/passkeys.ts'
import { countAttempt, tooManyAttempts } from '../../core/access/throttle.ts'
import { Conflict } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { staffPolicy } from '../policy.ts'
import { onSession } from '../sessionTarget.ts'
import { noPasskeyYet } from '../words.ts'
import { keepChallenge } from './challenge.ts'
import { passkeysOf } from './queries.ts'

/**
 * Asks for what a passkey has to answer, once the password was right. The newest challenge of a session is the one that
 * counts. Whose passkeys they are is known by then: their ids tell a stranger nothing. A session asks a few
 * times, whether there are any or not: each time stands in the log (2026-11-26).
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
    const { passkeyMinutes: minutes, passkeyAsks: free } = await readPolicy(trx, staffPolicy)
    const limit = { key: `staff-passkey-asked:${session.sid}`, free, forgets: minutes }
    const waitMs = await countAttempt(trx, ctx, [limit])
    if (waitMs > 0) return { as: actor, refuse: tooManyAttempts(waitMs), unchanged: true }
    const passkeys = await passkeysOf(trx, staff.id).execute()
    if (passkeys.length === 0) return { as: actor, outcome: 'failure', refuse: new Conflict(noPasskeyYet) }
    const options = await optionsToProve(ctx.desk.config, passkeys, { minutes })
    await keepChallenge(trx, ctx, session.sid, { challenge: options.challenge, for: 'prove', minutes })
    return { reply: { options }, as: actor }
  },
})
