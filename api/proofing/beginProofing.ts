import { act } from '../acts/act.ts'
import { aboutCase } from '../cases/target.ts'
import { hashToken, newToken } from '../core/access/keys.ts'
import { Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { away } from './away.ts'
import { browserCookie } from './browser.ts'
import { proofingPolicy } from './policy.ts'
import { wayThere } from './provider.ts'
import { changeProofing, holdLive, live } from './queries.ts'
import * as schema from './schema.ts'
import { deadProofing, providerAway } from './words.ts'

type Way = Awaited<ReturnType<typeof wayThere>>

/**
 * Sends the browser that opened the link to the provider. Opened again, only the newest way leads back; and only the browser
 * that went comes back, by a cookie of its own.
 */
export const beginProofing = act({
  name: 'portal.proofing-begun',
  letter: 'U',
  words: {
    en: 'Opened the link to prove identity with an outside service',
    es: 'Abrió el enlace para demostrar la identidad en un servicio externo',
  },
  watch: 'nothing',
  verb: { en: 'Go to the identity service', es: 'Ir al servicio de identidad' },
  tag: 'Patient portal',
  at: 'POST /portal/v1/proofing',
  needs: 'public',
  once: false,
  body: schema.begin,
  reply: schema.begun,
  async prepare(ctx, key): Promise<Way | 'away' | undefined> {
    const { config, db } = ctx.desk
    if (!config.proofing) return undefined
    if (!(await live(db.read, key, ctx.now().toISOString()).executeTakeFirst())) return undefined
    const { proofingMinutes } = await readPolicy(db.read, proofingPolicy)
    return wayThere(config, config.proofing, proofingMinutes).catch(() => 'away' as const)
  },
  async do(trx, ctx, _found, key, prepared) {
    const found = await holdLive(trx, ctx, key)
    if (!found || !prepared) throw new Invalid({ token: deadProofing })
    if (prepared === 'away') throw away(providerAway)
    const { url, state, secrets } = prepared as Way
    const browser = newToken()
    await changeProofing(trx, found.row.verification_id, {
      state_hash: hashToken(state),
      browser_hash: hashToken(browser),
      secrets: ctx.desk.keys.seal(JSON.stringify(secrets)),
    })
    return {
      reply: { url },
      about: {
        ...aboutCase(found.supportCase),
        object: { type: 'verification', id: found.row.verification_id },
      },
      headers: { 'Set-Cookie': browserCookie(browser) },
    }
  },
})
