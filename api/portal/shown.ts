import type { Kysely } from 'kysely'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import { passkeysOf } from '../logins/passkeys.ts'
import type { AccountRow } from '../logins/published.ts'
import { recoveryCodesLeft } from '../logins/recoveryCodes.ts'
import { codeChannels } from '../logins/sentFactor.ts'
import { maskContact } from '../patients/mask.ts'
import { standsForOf } from '../patients/proxyGrants.ts'
import type { PatientRow } from '../patients/published.ts'
import { proxiesOf } from '../patients/published.ts'
import { factorOf } from './spendFactor.ts'

/*
 * What the portal shows somebody who is signed in: to themselves, and to an agent they let look (`asPatient/`). It stands here
 * once, so that the two are never different.
 */

export const ownProfile = (patient: PatientRow, login: AccountRow) => ({
  givenName: patient.given_name,
  familyName: patient.family_name,
  username: login.username,
  lastSignInAt: login.last_sign_in_at,
  secondFactor: login.second_factor !== null,
})

export async function ownProxies(db: Kysely<Tables>, patientId: string) {
  const [mine, theirs] = await Promise.all([proxiesOf(db, patientId), standsForOf(db, patientId)])
  const present = (one: (typeof mine)[number]) => ({
    id: one.id,
    relationship: one.relationship,
    access: one.access!,
    status: one.status as 'pending' | 'active',
    waitingFor: one.waiting_for,
    since: one.created_at,
  })
  const live = (one: (typeof mine)[number]) => one.status !== 'ended'
  return {
    actForMe: mine.filter(live).map((one) => ({ ...present(one), name: one.proxy_name })),
    iActFor: theirs.filter(live).map(present),
  }
}

export async function ownPasskeys(db: Kysely<Tables>, loginId: string) {
  const passkeys = await passkeysOf(db, loginId)
  return passkeys.map(({ id, name, created_at, last_used_at }) => ({
    id,
    name,
    createdAt: created_at,
    lastUsedAt: last_used_at,
  }))
}

/** What is asked for at each sign-in, how many recovery codes are left, and where codes could be sent. */
export async function ownSecondFactor(db: Kysely<Tables>, ctx: Ctx, patient: PatientRow, login: AccountRow) {
  const [factor, left, channels] = await Promise.all([
    factorOf(db, login.id),
    recoveryCodesLeft(db, login.id),
    codeChannels(db, ctx, patient),
  ])
  const shown = channels.map((one) => ({ id: one.id, system: one.system, shown: maskContact(one) }))
  const chosen = factor?.method === 'code' ? factor.sent.contact_point_id : undefined
  return {
    method: factor?.method ?? null,
    // Where the chosen one is not on file any more, the next code goes to the first that is.
    sentTo: chosen ? ((shown.find((one) => one.id === chosen) ?? shown[0])?.shown ?? null) : null,
    recoveryCodesLeft: left,
    channels: shown,
  }
}
