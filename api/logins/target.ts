import type { GuardCall, Target } from '../acts/act.ts'
import type { Tier } from '../acts/tiers.ts'
import type { VerificationRow } from '../callers/published.ts'
import { verificationById } from '../callers/published.ts'
import { missingTo, tierNow } from '../callers/tier.ts'
import { notThisCases } from '../callers/words.ts'
import { type CaseRow, notesOf } from '../cases/published.ts'
import { aboutCase, closed, holdCase, missingQueue } from '../cases/target.ts'
import { notThisPatients } from '../cases/words.ts'
import { spend } from '../core/access/throttle.ts'
import { minutesOfADay } from '../core/calendar.ts'
import { Conflict, Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { notLiving } from '../patients/living.ts'
import type { PatientRow } from '../patients/published.ts'
import { holdPatient } from '../patients/target.ts'
import { missingStranger } from '../staff/kinship.ts'
import { changesLeft, changeWaits, missingPatient, missingWayToTell } from './contact/guards.ts'
import type { LoginState } from './lists.ts'
import { missingOneKind, type Renewed } from './oneKind.ts'
import { loginsPolicy } from './policy.ts'
import { refuseDoubtedChild } from './proxies/refuseDoubted.ts'
import { holdAccountByPatient } from './published.ts'
import { gatherRisk } from './risk/facts.ts'
import { missingBeside } from './risk/missing.ts'
import { type Risk, risksIn } from './risk/signals.ts'
import type { AccountRow } from './tables.ts'
import { loginIs, missing, summarySent } from './words.ts'

export interface OnLogin {
  patient: PatientRow
  login: AccountRow | undefined
  supportCase: CaseRow
  verification: VerificationRow | undefined
  /** How far the caller is proved at this moment. */
  tier: Tier
  /** What speaks for proving the caller further than usual, as the transaction sees it. */
  risks: readonly Risk[]
}
type Asked = { id: string; caseId: string; verificationId?: string; reason?: string }
type Call = GuardCall<OnLogin, Asked>

/** Acts on a patient's portal login, in a case of that patient, for a caller verified within it. */
export const onLogin = {
  async load(trx, ctx, { id, caseId, verificationId }) {
    const patient = await holdPatient(trx, ctx, id)
    const login = await holdAccountByPatient(trx, ctx, id)
    const supportCase = await holdCase(trx, ctx, caseId)
    if (supportCase?.patient_id !== id) throw new Invalid({ caseId: notThisPatients })
    const verification = verificationId ? await verificationById(trx, verificationId) : undefined
    if (verificationId && verification?.case_id !== caseId)
      throw new Invalid({ verificationId: notThisCases })
    const risks = risksIn(await gatherRisk(trx, ctx, patient, supportCase))
    return { patient, login, supportCase, verification, tier: tierNow(verification, ctx.now()), risks }
  },
  about: ({ login, supportCase }) => ({
    ...aboutCase(supportCase),
    ...(login && { object: { type: 'portal-account', id: login.id } }),
  }),
  /** Under which risks it was done. */
  detail: ({ risks }): Record<string, string[]> =>
    risks.length > 0 ? { risks: risks.map(({ name }) => name) } : {},
  guards: {
    openCase: ({ found }: Call, _wanted: true) => closed(found.supportCase),
    /** What is done in a case that was handed over is done by those whose it is now. */
    queue: ({ ctx, found }: Call, _wanted: true) => missingQueue(ctx.actor.role, found.supportCase),
    /** A caller proved to the act's identity level, in this case, not long ago; further where signals of risk speak up. */
    tier: ({ ctx, found }: Call, wanted: Tier) =>
      missingBeside(wanted, found.risks, found.verification, ctx.now()),
    /** The same for what only closes or stops something, whatever the risk: it has to be easier than to open (2026-11-26). */
    closingTier: ({ ctx, found }: Call, wanted: Tier) => missingTo(wanted, found.verification, ctx.now()),
    /** A caller proved to T1, unless it is done for one of these reasons. */
    proofUnless: ({ ctx, found, input }: Call, wanted: readonly string[]) =>
      wanted.includes(input.reason ?? '') ? undefined : missingTo('T1', found.verification, ctx.now()),
    /** Not many in a day for a caller who is not proved. */
    unprovenLeft: async ({ trx, ctx, found }: Call, _wanted: true) => {
      if (missingTo('T1', found.verification, ctx.now()).length === 0) return undefined
      const { unprovenDisablingsADay: most } = await readPolicy(trx, loginsPolicy)
      const budget = { key: `unproven-disable:${ctx.actor.id}`, most, minutes: minutesOfADay }
      return (await spend(trx, ctx, budget)) ? undefined : [missing.supervisor]
    },
    /** Not many in a day, whatever was proved: beyond it a colleague looks; those for these reasons have a budget of their own. */
    closingsLeft: async ({ trx, ctx, input }: Call, unless: readonly string[]) => {
      if (unless.includes(input.reason ?? '')) return undefined
      const { closingsADay: most } = await readPolicy(trx, loginsPolicy)
      const budget = { key: `closings:${ctx.actor.id}`, most, minutes: minutesOfADay }
      return (await spend(trx, ctx, budget)) ? undefined : [missing.manyClosed]
    },
    /** Nobody's word but the patient's, of an age to speak for themselves. */
    patientSpeaks: (call: Call, _wanted: true) => missingPatient(call),
    /** A trusted channel by which the owner hears of it, else level 3. */
    wayToTell: (call: Call, _wanted: true) => missingWayToTell(call),
    /** One of password, second factor and contact at a time. */
    oneKind: ({ trx, ctx, found }: Call, wanted: Renewed) => missingOneKind(trx, ctx, found, wanted),
    /** Nobody's kin. */
    stranger: ({ trx, ctx, found }: Call, _wanted: true) => missingStranger(trx, ctx, found.patient),
    /** A record that is the living patient's own: not deceased, not out of use, not merged into another. */
    living: ({ found }: Call, _wanted: true) => {
      const why = notLiving(found.patient)
      return why && new Conflict(why)
    },
    /** Of a small child, nobody doubts who may act for them. */
    undoubtedChild: ({ trx, ctx, found }: Call, _wanted: true) =>
      refuseDoubtedChild(trx, found.patient, ctx.now()),
    /** The states of the login the act fits. */
    from: ({ found }: Call, wanted: readonly LoginState[]) => {
      const is: LoginState = found.login?.status ?? 'none'
      return wanted.includes(is) ? undefined : new Conflict(loginIs[is])
    },
    /** One summary of a case: what is done after it is told by its own notice. */
    noSummary: async ({ trx, found }: Call, _wanted: true) =>
      (await notesOf(trx, [found.supportCase.id])).some(({ kind }) => kind === 'send-summary')
        ? new Conflict(summarySent)
        : undefined,
    changeWaits: (call: Call, _wanted: true) => changeWaits(call),
    /** What may be asked for in a day; asked last, since it is taken here. */
    changesLeft: (call: Call, _wanted: true) => changesLeft(call),
  },
} satisfies Target<Asked, OnLogin>
