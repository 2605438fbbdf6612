import type { z } from '@hono/zod-openapi'
import { act, type Done } from '../acts/act.ts'
import { callersPolicy } from '../callers/policy.ts'
import { noteProofing } from '../callers/raise.ts'
import { aboutCase } from '../cases/target.ts'
import { hospitalDay } from '../core/calendar.ts'
import { Conflict, Forbidden, Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { away } from './away.ts'
import { browserOf } from './browser.ts'
import { claimReturn } from './claimReturn.ts'
import { isSamePerson } from './isSamePerson.ts'
import { proofingPolicy } from './policy.ts'
import { type Answer, answerOf, isThere } from './provider.ts'
import { changeProofing, holdLive } from './queries.ts'
import * as schema from './schema.ts'
import { awayOnReturn, deadProofing, notConfirmed, providerAway, returnClaimed } from './words.ts'

type Came = Answer | { is: 'unreachable' | 'claimed' | 'dead' }

/**
 * The patient comes back. Right, the verification waits for its second person, as a photo ID does; anything else that the
 * provider says of them ends it, once for all, with one sentence for every reason. Where it says nothing, nothing is counted
 * against anybody: the link that was sent still works.
 *
 * What a code is good for it is good for once, so that it is claimed, over all nodes, before it goes to the provider; whoever
 * brings it a second time is told so. A node that dies in between leaves a claim that nobody ends: the link leads there again.
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
  async prepare(ctx, came): Promise<Came> {
    const { config, db } = ctx.desk
    if (!config.proofing) return { is: 'dead' }
    // Where nobody answers, the way back is not used up by asking.
    if (!(await isThere(config.proofing))) return { is: 'unreachable' }
    const claim = await claimReturn(ctx, { state: came.state, browser: browserOf(ctx.cookie) })
    if (!('secrets' in claim)) return claim
    const { proofingMinutes } = await readPolicy(db.read, proofingPolicy)
    const answer = await answerOf(config, config.proofing, came, claim.secrets, proofingMinutes)
    if (answer.is === 'away') ctx.desk.log.warn({ code: answer.why }, 'no answer of the identity service')
    return answer
  },
  async do(trx, ctx, _found, { state }, prepared): Promise<Done<z.input<typeof schema.finished>>> {
    const came = prepared as Came
    const found = await holdLive(trx, ctx, { state, browser: browserOf(ctx.cookie) })
    if (!found || came.is === 'dead') throw new Invalid({ state: deadProofing })
    if (came.is === 'claimed') throw new Conflict(returnClaimed)
    if (came.is === 'unreachable') throw away(providerAway)
    const { verification, patient, supportCase } = found
    const about = { ...aboutCase(supportCase), object: { type: 'verification', id: verification.id } }
    const failed = { about, outcome: 'failure' } as const
    if (came.is === 'away') return { ...failed, detail: { reason: 'no-answer' }, refuse: away(awayOnReturn) }
    const now = ctx.now()
    const policy = await readPolicy(trx, callersPolicy)
    const proved =
      came.is === 'asserted' &&
      isSamePerson(came.claims, patient, hospitalDay(now, policy.timeZone), policy.homeCountry)
    await changeProofing(trx, verification.id, { finished_at: now.toISOString() })
    await noteProofing(trx, verification.id, proved, now, policy.verificationMinutes)
    return proved
      ? { reply: { proved }, about }
      : {
          ...failed,
          detail: { reason: came.is === 'refused' ? 'not-asserted' : 'another-person' },
          refuse: new Forbidden(notConfirmed, []),
          tells: [{ patientId: patient.id, kind: 'proofing-failed' }],
        }
  },
})
