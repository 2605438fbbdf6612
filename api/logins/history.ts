import { type HappeningKind, happeningKinds, type Told } from '../acts/happening.ts'
import type { Ctx } from '../core/context.ts'
import { insertRows } from '../core/db/insertRows.ts'
import type { Trx } from '../core/db/transact.ts'

// Calls, proofs, visits, mails and the person have rows of their own: the history of a login is what happened to the login. Of a
// kind that is new it is said here, or it does not compile.
const isOfLogin: Readonly<Record<HappeningKind, boolean>> = {
  invited: true,
  'letter-ordered': true,
  offered: false,
  'activation-opened': true,
  'activation-failed': true,
  activated: true,
  'signed-in': true,
  'sign-in-failed': true,
  'second-factor-failed': true,
  'second-factor-reset': true,
  'page-error': true,
  'proofing-failed': true,
  'signed-out': true,
  locked: true,
  unlocked: true,
  disabled: true,
  enabled: true,
  'sessions-ended': true,
  'reset-link-sent': true,
  'username-sent': true,
  'reset-requested': true,
  'password-reset': true,
  'reset-failed': true,
  'contact-change-asked': true,
  'contact-change-ended': true,
  'contact-changed': true,
  'proxy-asked': true,
  'proxy-granted': true,
  'proxy-confirmed': true,
  'proxy-changed': true,
  'proxy-ended': true,
  'reported-not-me': true,
  call: false,
  'call-closed': false,
  verified: false,
  'verify-failed': false,
  person: false,
  seen: false,
  unseen: false,
  delivered: false,
  undelivered: false,
  'visit-booked': false,
  'message-sent': false,
  'refill-asked': false,
  answered: false,
}

export const ofLogins = happeningKinds.filter((kind) => isOfLogin[kind])

const insert = insertRows('portal_event', ['id', 'patient_id', 'at', 'kind', 'reason', 'ip'])

/** Adds what happened to logins to the history that diagnosis reads. */
export async function addHistory(trx: Trx, ctx: Ctx, told: readonly Told[]): Promise<void> {
  await insert(
    trx,
    told
      .filter(({ kind }) => isOfLogin[kind])
      .map(({ id, patientId, at, kind, reason }) => ({
        id,
        patient_id: patientId,
        at,
        kind,
        reason: reason ?? null,
        ip: ctx.ip,
      })),
  )
}
