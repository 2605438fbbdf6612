import type { GuardCall, Target } from '../../acts/act.ts'
import { compareNamed, missingNames, type Named as NamedPerson } from '../../callers/named.ts'
import { missingTo } from '../../callers/tier.ts'
import { spend } from '../../core/access/throttle.ts'
import { minutesOfADay, secondsOfADay } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, Invalid, TooMany } from '../../core/errors.ts'
import { type PolicyOf, readPolicy } from '../../core/policy.ts'
import { ageAt } from '../../patients/ageAt.ts'
import { notLiving } from '../../patients/living.ts'
import { patientsPolicy } from '../../patients/policy.ts'
import { grantById, holdGrant } from '../../patients/proxyGrants.ts'
import { bearersOf, type PatientRow, type ProxyGrantRow } from '../../patients/published.ts'
import { holdPatients } from '../../patients/target.ts'
import { missingStrangerToAny } from '../../staff/kinship.ts'
import { loginsPolicy } from '../policy.ts'
import { type OnLogin, onLogin } from '../target.ts'
import { refuseDoubted } from './refuseDoubted.ts'
import * as words from './words.ts'

export interface Named {
  proxyNumber: string
  proxyBirthDate: string
}

/** What is wrong with whom somebody names as a proxy; nothing of one who is not found, which the act itself says and counts. */
export function refuseProxy(
  patient: Pick<PatientRow, 'id'>,
  proxy: PatientRow | undefined,
  now: Date,
  policy: PolicyOf<typeof patientsPolicy>,
): Invalid | undefined {
  if (!proxy) return undefined
  const why =
    proxy.id === patient.id
      ? words.notOneself
      : (notLiving(proxy) ?? (ageAt(proxy, now, policy) < policy.adultAge ? words.proxyTooYoung : undefined))
  return why && new Invalid({ proxyNumber: why })
}

/** The patient of an act and whoever bears the number of the proxy who is named in it, held. */
export async function holdNamed(trx: Trx, ctx: StaffCtx, patientId: string, given: Named) {
  const bearers = await bearersOf(trx, given.proxyNumber)
  const held = await holdPatients(trx, ctx, [patientId, ...bearers])
  const named = compareNamed(
    bearers.map((id) => held.get(id)!),
    given.proxyBirthDate,
  )
  return { patient: held.get(patientId)!, named }
}

/**
 * Names tried in a day, and wrong ones of whoever bears the number, whoever asks: a record number with a birth date is a
 * question about somebody's identity.
 */
export async function missingNamings(trx: Trx, ctx: StaffCtx, named: NamedPerson) {
  const { proxyGrantsADay: most } = await readPolicy(trx, loginsPolicy)
  const budget = { key: `proxy-grants:${ctx.actor.id}`, most, minutes: minutesOfADay }
  if (!(await spend(trx, ctx, budget))) return new TooMany(words.proxyGrantsOver, secondsOfADay)
  return missingNames(trx, ctx, named)
}

export interface OnProxy extends OnLogin {
  age: number
  policy: PolicyOf<typeof patientsPolicy>
}
export interface OnNewProxy extends OnProxy {
  named: NamedPerson
}
export interface OnGrant extends OnProxy {
  grant: ProxyGrantRow
}
type Asked = { id: string; caseId: string; verificationId?: string; reason?: string }
type Call = GuardCall<OnProxy, object>

async function onPatients(trx: Trx, ctx: StaffCtx, input: Asked): Promise<OnProxy> {
  const found = await onLogin.load(trx, ctx, input)
  const policy = await readPolicy(trx, patientsPolicy)
  return { ...found, policy, age: ageAt(found.patient, ctx.now(), policy) }
}

const ofVoice = {
  /**
   * Whose word it takes: the patient's own; for a small child nobody's at the desk, since who says that they act for a child
   * proves it by what everybody in the family knows and reads, and those who act for it may be at odds: records grants and ends
   * by the document (2026-11-26).
   */
  rightVoice: ({ found: { verification, age, policy } }: Call, _wanted: true) => {
    if (age < policy.teenAge) return [words.missingVoice.records]
    return !verification || verification.caller === 'patient' ? undefined : [words.missingVoice.patient]
  },
  /** Level 3 where it opens an adult's record (DESIGN, section 5). */
  adultsSeen: ({ ctx, found }: Call, _wanted: true) =>
    found.age < found.policy.adultAge ? undefined : missingTo('T3', found.verification, ctx.now()),
  /** Nobody doubts who may act for the patient. */
  undoubted: ({ trx, found }: Call, _wanted: true) => refuseDoubted(trx, found.patient.id),
}

/** Somebody who is to act for a patient, named in a call of theirs. */
export const onNewProxy = {
  async load(trx, ctx, input) {
    const { named } = await holdNamed(trx, ctx, input.id, input)
    return { ...(await onPatients(trx, ctx, input)), named }
  },
  about: (found) => {
    const about = onLogin.about(found)
    return { ...about, patientIds: [...about.patientIds, ...found.named.bearers.map(({ id }) => id)] }
  },
  detail: (found) => onLogin.detail(found),
  guards: {
    ...onLogin.guards,
    ...ofVoice,
    /** Nobody's kin on the other side either: whoever bears the number, so that kin are not asked out by it. */
    proxyStranger: ({ trx, ctx, found }: GuardCall<OnNewProxy, object>, _wanted: true) =>
      missingStrangerToAny(trx, ctx, found.named.bearers),
    namingsLeft: ({ trx, ctx, found }: GuardCall<OnNewProxy, object>, _wanted: true) =>
      missingNamings(trx, ctx, found.named),
  },
} satisfies Target<Asked & Named, OnNewProxy>

/** Access that somebody has to a patient's record, or waits for. */
export const onGrant = {
  async load(trx, ctx, input) {
    const seen = await grantById(trx, input.grantId)
    const proxy = seen?.patient_id === input.id ? seen.proxy_patient_id : null
    await holdPatients(trx, ctx, [input.id, ...(proxy ? [proxy] : [])])
    const found = await onPatients(trx, ctx, input)
    const grant = await holdGrant(trx, ctx, input.grantId)
    if (grant?.patient_id !== input.id) throw new Invalid({ grantId: words.notThisPatientsProxy })
    return { ...found, grant }
  },
  about: (found) => {
    const about = onLogin.about(found)
    const { id, proxy_patient_id } = found.grant
    return {
      ...about,
      patientIds: [...about.patientIds, ...(proxy_patient_id ? [proxy_patient_id] : [])],
      object: { type: 'proxy-grant', id },
    }
  },
  detail: (found) => onLogin.detail(found),
  guards: {
    ...onLogin.guards,
    ...ofVoice,
    /** It did not end yet. */
    standing: ({ found }: GuardCall<OnGrant, object>, _wanted: true) =>
      found.grant.status === 'ended' ? new Conflict(words.notThisPatientsProxy) : undefined,
  },
} satisfies Target<Asked & { grantId: string }, OnGrant>
