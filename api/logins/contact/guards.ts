import type { GuardCall } from '../../acts/act.ts'
import { missingTo } from '../../callers/tier.ts'
import { spend } from '../../core/access/throttle.ts'
import { minutesOfADay, secondsOfADay } from '../../core/calendar.ts'
import { Conflict, TooMany } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { ageAt } from '../../patients/ageAt.ts'
import { guardiansContacts } from '../../patients/guardiansContacts.ts'
import { patientsPolicy } from '../../patients/policy.ts'
import { channelsToProve } from '../../patients/sharedContacts.ts'
import { distrust } from '../../patients/trustedChannel.ts'
import { loginsPolicy } from '../policy.ts'
import type { OnLogin } from '../target.ts'
import { contactChangesOver, missing, noChangeWaits } from '../words.ts'
import { holdWaiting } from './changes.ts'

type Call = GuardCall<OnLogin, object>

/** Where nobody could be told by a channel that is trusted, level 3: the notice is what a change at level 2 rests on. */
export async function missingWayToTell({ trx, ctx, found }: Call) {
  const { patient, supportCase, tier, verification } = found
  if (tier === 'T3') return undefined
  const policy = await readPolicy(trx, patientsPolicy)
  const texts = ctx.desk.config.sms && policy.homeCountry
  const at = { now: ctx.now(), opened: supportCase.opened_at, texts }
  const isGuardians = await guardiansContacts(trx, patient, ctx.now())
  const trusted = (await channelsToProve(trx, patient.id)).some(
    (channel) => !isGuardians(channel) && distrust(channel, patient, at, policy) === undefined,
  )
  return trusted ? undefined : missingTo('T3', verification, ctx.now())
}

/**
 * Who reaches somebody signs in as them: nobody changes it but the patient, of an age to speak for themselves. Where a small
 * child is reached registration changes in the hospital's system, from a document, and the feed brings it: who says that they
 * act for a child may be the parent who does not, all the more while custody is in doubt (2026-11-26).
 */
export async function missingPatient({ trx, ctx, found }: Call) {
  const policy = await readPolicy(trx, patientsPolicy)
  if (ageAt(found.patient, ctx.now(), policy) < policy.teenAge) return [missing.registration]
  return !found.verification || found.verification.caller === 'patient' ? undefined : [missing.patient]
}

/** A few in a day for one patient, whoever asks: each writes to an address that somebody said on the telephone. */
export async function changesLeft({ trx, ctx, found }: Call) {
  const { contactChangesADay: most } = await readPolicy(trx, loginsPolicy)
  const budget = { key: `contact-changes:${found.patient.id}`, most, minutes: minutesOfADay }
  return (await spend(trx, ctx, budget)) ? undefined : new TooMany(contactChangesOver, secondsOfADay)
}

/** There is a change to withdraw. */
export async function changeWaits({ trx, ctx, found }: Call) {
  return (await holdWaiting(trx, ctx, found.patient.id)).length > 0 ? undefined : new Conflict(noChangeWaits)
}
