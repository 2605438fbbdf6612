import type { z } from '@hono/zod-openapi'
import { act, type Done } from '../acts/act.ts'
import { callersPolicy } from '../callers/policy.ts'
import { noteProofing } from '../callers/raise.ts'
import { aboutCase } from '../cases/target.ts'
import { hospitalDay } from '../core/calendar.ts'
import { Forbidden, Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { browserOf } from './browser.ts'
import { isSamePerson } from './isSamePerson.ts'
import { proofingPolicy } from './policy.ts'
import { type Claims, claimsFor, type Secrets } from './provider.ts'
import { changeProofing, holdLive, live } from './queries.ts'
import * as schema from './schema.ts'
import { deadProofing, notConfirmed } from './words.ts'

/**
 * The patient comes back. Right, the verification waits for its second person, as a photo ID does; anything else ends it, once
 * for all, with one sentence for every reason. Those who come back at once with the same state take turns, so that the first is
 * judged by the provider's answer and the others find it over.
 */
export const finishProofing = act({
  name: 'portal.proofing-finished',
  letter: 'E',
  words: {
    en: 'Came back from the outside identity service',
    es: 'Volvió del servicio externo de identidad',
  },
  watch: 'nothing',
  verb: { en: 'Come back from the identity service', es: 'Volver del servicio de identidad' },
  tag: 'Patient portal',
  at: 'POST /portal/v1/proofing/finish',
  needs: 'public',
  once: false,
  body: schema.finish,
  reply: schema.finished,
  turn: ({ state }) => `proofing:${state}`,
  async prepare(ctx, came): Promise<Claims | undefined> {
    const { config, db, keys } = ctx.desk
    const key = { state: came.state, browser: browserOf(ctx.cookie) }
    const row = await live(db.read, key, ctx.now().toISOString()).executeTakeFirst()
    if (!config.proofing || !row?.secrets) return undefined
    const { proofingMinutes } = await readPolicy(db.read, proofingPolicy)
    const secrets = JSON.parse(keys.open(row.secrets)) as Secrets
    return claimsFor(config, config.proofing, came, secrets, proofingMinutes).catch(() => undefined)
  },
  async do(trx, ctx, _found, { state }, claims): Promise<Done<z.input<typeof schema.finished>>> {
    const found = await holdLive(trx, ctx, { state, browser: browserOf(ctx.cookie) })
    if (!found) throw new Invalid({ state: deadProofing })
    const { verification, patient, supportCase } = found
    const now = ctx.now()
    const policy = await readPolicy(trx, callersPolicy)
    const proved =
      claims !== undefined &&
      isSamePerson(claims as Claims, patient, hospitalDay(now, policy.timeZone), policy.homeCountry)
    await changeProofing(trx, verification.id, { finished_at: now.toISOString(), secrets: null })
    await noteProofing(trx, verification.id, proved, now, policy.verificationMinutes)
    const about = { ...aboutCase(supportCase), object: { type: 'verification', id: verification.id } }
    return proved
      ? { reply: { proved }, about }
      : {
          about,
          outcome: 'failure',
          detail: { reason: claims === undefined ? 'not-asserted' : 'another-person' },
          refuse: new Forbidden(notConfirmed, []),
        }
  },
})
