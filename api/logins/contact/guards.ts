import type { GuardCall } from '../../acts/act.ts'
import { missingTo } from '../../callers/tier.ts'
import { spend } from '../../core/access/throttle.ts'
import { ageOn, hospitalDay, minutesOfADay, secondsOfADay } from '../../core/calendar.ts'
import { Conflict, TooMany } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { patientsPolicy } from '../../patients/policy.ts'
import { channelsOf } from '../../patients/published.ts'
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
  const trusted = (await channelsOf(trx, patient.id)).some(
    (channel) => distrust(channel, patient, at, policy) === undefined,
  )
  return trusted ? undefined : missingTo('T3', verification, ctx.now())
}

/** Who reaches somebody signs in as them: a proxy changes where a small child is reached, and nobody's else. */
export async function missingPatient({ trx, ctx, found }: Call) {
  if (!found.verification || found.verification.caller === 'patient') return undefined
  const { teenAge, timeZone } = await readPolicy(trx, patientsPolicy)
  const age = ageOn(found.patient.birth_date, hospitalDay(ctx.now(), timeZone))
  return age < teenAge ? undefined : [missing.patient]
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
