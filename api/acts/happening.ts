/**
 * What happened to a patient's access, told once, in the transaction in which it happened. Diagnosis reads it as the
 * history of a login, adoption counts it; which of them hears of a kind is theirs to say.
 */
export interface Happening {
  patientId: string
  kind: HappeningKind
  reason?: string | null
  /** ISO 8601; now unless given. */
  at?: string
  /** The event's own name where the same may be told twice. */
  id?: string
  /** Of an offer: when its code ends, in seconds since 1970. Of an answer: seconds since the question. */
  value?: number | null
}

/** One that has its name and moment. */
export type Told = Happening & { id: string; at: string }

export const happeningKinds = [
  'invited',
  // The desk asked for a letter; the invitation is told when it is printed.
  'letter-ordered',
  'offered',
  'activation-opened',
  'activation-failed',
  'activated',
  'signed-in',
  'sign-in-failed',
  'second-factor-failed',
  'second-factor-reset',
  // A page of the portal failed on the patient's device.
  'page-error',
  // The outside identity service did not vouch for somebody, or vouched for another.
  'proofing-failed',
  'signed-out',
  'locked',
  'unlocked',
  'disabled',
  'enabled',
  'sessions-ended',
  'reset-link-sent',
  'username-sent',
  'reset-requested',
  'password-reset',
  'reset-failed',
  // `reason` is what of it: email, phone, address; of one that ended, why.
  'contact-change-asked',
  'contact-change-ended',
  'contact-changed',
  // Of proxy access; `reason` of one that ended is why.
  'proxy-asked',
  'proxy-granted',
  'proxy-confirmed',
  'proxy-changed',
  'proxy-ended',
  // Somebody who was told of a change said that it was not theirs; `reason` is the notice.
  'reported-not-me',
  'call',
  'call-closed',
  'verified',
  'verify-failed',
  'person',
  'seen',
  // A visit that was told of was none: it bears the name of that one after “un”.
  'unseen',
  'delivered',
  // What was told of as delivered came back: it bears the name of that one after “un”.
  'undelivered',
  // What a patient did in the portal, beyond getting in; `reason` is `proxy` where a proxy did it for them.
  'visit-booked',
  'message-sent',
  'refill-asked',
  // A clinic answered; `value` is how many seconds after the question.
  'answered',
] as const
export type HappeningKind = (typeof happeningKinds)[number]
