import { act } from '../../acts/act.ts'
import * as schema from '../../core/access/passkeySchema.ts'
import { optionsToCreate } from '../../core/access/passkeys.ts'
import { readPolicy } from '../../core/policy.ts'
import { staffPolicy } from '../policy.ts'
import { keepChallenge } from './challenge.ts'
import { onMyPasskeys } from './target.ts'

/** First half of adding a passkey: what can be refused is refused before a device makes one. */
export const beginPasskey = act({
  name: 'staff.passkey-begun',
  letter: 'U',
  words: { en: 'Began to add a passkey', es: 'Empezó a añadir una llave de acceso' },
  watch: 'nothing',
  verb: { en: 'Add a passkey', es: 'Añadir una llave de acceso' },
  tag: 'Staff',
  at: 'POST /api/me/passkeys/begin',
  needs: 'signed-in',
  fresh: true,
  body: schema.named,
  reply: schema.begun,
  labels: { name: { en: 'Name of the passkey', es: 'Nombre de la llave de acceso' } },
  on: onMyPasskeys,
  guards: { fewEnough: true },
  async do(trx, ctx, { staff, passkeys }, { name }) {
    const { passkeyMinutes: minutes } = await readPolicy(trx, staffPolicy)
    const who = { id: staff.id, username: staff.email, name: staff.name }
    const options = await optionsToCreate(ctx.desk.config, who, passkeys, { minutes })
    await keepChallenge(trx, ctx, ctx.actor.sid, { challenge: options.challenge, for: 'add', minutes })
    return { reply: { name, options } }
  },
})
