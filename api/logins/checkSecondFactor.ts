import { act } from '../acts/act.ts'
import { callersPolicy } from '../callers/policy.ts'
import { presentVerification } from '../callers/present.ts'
import { recentAnswers } from '../callers/published.ts'
import { raiseToT2 } from '../callers/raise.ts'
import * as schema from '../callers/schema.ts'
import { onVerification } from '../callers/target.ts'
import { wrongCode } from '../callers/words.ts'
import { countAnswer } from '../callers/wrongAnswers.ts'
import { totpStepAt } from '../core/access/totp.ts'
import { Conflict, Invalid } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { patientsPolicy } from '../patients/policy.ts'
import { longEnough } from '../patients/trustedChannel.ts'
import { accountByPatient } from './published.ts'
import { secondFactorOf, spendCode } from './secondFactor.ts'
import { factorIsLost, factorTooNew, noSecondFactor, onlyPatients } from './words.ts'

/**
 * Checks the code that the caller reads from the authenticator of their portal login. Right, it lifts the verification to T2,
 * and is used up at the sign-in too; wrong, it costs as any other wrong answer. Each step of the authenticator's clock makes it
 * another answer: the same digits tried all day would be right some time.
 *
 * It is the patient's alone: whoever calls for them and reads from it has a login that is not theirs.
 *
 * A second factor of yesterday proves no more than a contact of yesterday: whoever got into a login sets one up first. And it
 * proves nothing in a case about itself: who says that it is lost cannot read from it (2026-11-26).
 */
export const checkSecondFactor = act({
  name: 'caller.second-factor-checked',
  letter: 'E',
  words: {
    en: 'Checked a code from the caller’s own authenticator',
    es: 'Comprobó un código del autenticador de quien llamaba',
  },
  watch: 'proof',
  verb: { en: 'Check the code from the authenticator', es: 'Comprobar el código del autenticador' },
  tag: 'Callers',
  at: 'POST /api/verifications/{id}/second-factor',
  needs: 'callers.verify',
  params: idParam,
  body: schema.confirmCode,
  reply: schema.verification,
  on: onVerification,
  guards: {
    openCase: true,
    stranger: true,
    live: true,
    tier: 'T1',
    attempts: true,
    questionLeft: 'secondFactor',
  },
  async do(trx, ctx, { patient, supportCase, recent, row }, { code }) {
    const now = ctx.now()
    const policy = await readPolicy(trx, callersPolicy)
    const login = await accountByPatient(trx, patient.id)
    const factor = login && (await secondFactorOf(trx, login.id))
    const usable = login && ['active', 'locked'].includes(login.status)
    if (!usable || !factor?.set_at) throw new Conflict(noSecondFactor)
    if (row.caller !== 'patient') throw new Conflict(onlyPatients)
    if (supportCase.category === 'second-factor') throw new Conflict(factorIsLost)
    const at = { now, opened: supportCase.opened_at }
    if (!longEnough(factor.set_at, at, await readPolicy(trx, patientsPolicy)))
      throw new Conflict(factorTooNew)
    if (await spendCode(trx, ctx, factor, code)) {
      const raised = await raiseToT2(trx, row, 'authenticator', now)
      return { reply: presentVerification(raised, recent.wrong, policy), detail: { tier: raised.tier } }
    }
    await countAnswer(trx, ctx, patient.id, {
      factor: 'secondFactor',
      key: `${totpStepAt(now)}:${code}`,
      wrong: true,
    })
    const { wrong } = await recentAnswers(trx, patient.id, now)
    return {
      reply: presentVerification(row, wrong, policy),
      outcome: 'failure',
      detail: { tier: row.tier },
      refuse: new Invalid({ code: wrongCode }),
    }
  },
})
