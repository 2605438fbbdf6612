import type { AuditEvent } from '../../api/audit/event.ts'
import { dayMs, hourMs } from '../../api/core/calendar.ts'
import { newId } from '../../api/core/db/id.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { emailKey } from '../../api/core/normalize.ts'
import type { ContactPointRow, PatientRow } from '../../api/patients/tables.ts'
import { event, iso, ownSince, token } from '../accounts.ts'
import { idAt } from '../idAt.ts'
import type { Random } from '../random.ts'
import { type Calendar, minuteMs } from './calendar.ts'
import type { Chronicle } from './chronicle.ts'

type Token = Tables['portal_token']
type Mail = Tables['mail']
const gone = { channel: 'email', sealed_message: null, attempts: 1 } as const

/** A patient in the story, and what their login has become so far. */
export interface Person {
  patient: PatientRow
  /** The mailbox on file that links go to. */
  email: ContactPointRow | undefined
  account: Tables['portal_account'] | undefined
  /** Every link they were ever sent. */
  links: Token[]
  clinic: string | undefined
  /** Somebody else acts for them on the portal. */
  byProxy: boolean
  random: Random
  calendar: Calendar
  chronicle: Chronicle
  /** Whether a username belongs to somebody already. */
  taken: Set<string>
  passwordHash: string
}

/** What the log holds of an act that is no staff member's. The desk's log begins when the desk opens. */
function log(p: Person, at: number, action: string, over: Partial<AuditEvent> = {}): void {
  if (at < p.calendar.opens) return
  p.chronicle.audit.push({
    id: idAt(at),
    at: iso(at),
    actorType: 'anonymous',
    action,
    outcome: 'success',
    requestId: idAt(at),
    patientIds: [p.patient.id],
    ...(p.account && { objectType: 'portal-account', objectId: p.account.id }),
    ...over,
  })
}

const home = (p: Person) => `203.0.113.${Number(p.patient.mrn) % 250}`
/** Mistakes are made on the telephone, away from home; a reset from where the failures came looks like a thief's. */
const onPhone = (p: Person) => `198.51.100.${Number(p.patient.mrn) % 250}`

const happened = (
  p: Person,
  at: number,
  kind: string,
  reason: string | null = null,
  ip: string | null = null,
) => p.chronicle.events.push(event(p.patient.id, iso(at), kind, reason, ip))

function letter(
  p: Person,
  template: string,
  at: number,
  caseId: string | null,
  bounced = false,
): Mail | undefined {
  if (!p.email) return undefined
  const done = at + p.random.int(2, 9) * 1000
  const mail: Mail = {
    id: newId(),
    ...gone,
    template,
    patient_id: p.patient.id,
    contact_point_id: p.email.id,
    case_id: caseId,
    status: bounced ? 'bounced' : 'sent',
    next_attempt_at: iso(at),
    last_error: bounced ? 'smtp-550' : null,
    created_at: iso(at),
    expires_at: iso(at + (template === 'reset' ? hourMs : dayMs)),
    sent_at: bounced ? null : iso(done),
    bounced_at: bounced ? iso(done) : null,
  }
  p.chronicle.mails.push(mail)
  log(p, done, bounced ? 'mail.failed' : 'mail.sent', {
    actorType: 'system',
    actorId: 'mail',
    outcome: bounced ? 'failure' : 'success',
    objectType: 'mail',
    objectId: mail.id,
    ...(caseId && { caseId }),
    detail: { template, ...(bounced && { error: 'smtp-550' }) },
  })
  if (bounced) changeContact(p, p.email, { bounced_at: iso(done) })
  return mail
}

function changeContact(p: Person, contact: ContactPointRow, change: Partial<ContactPointRow>): void {
  Object.assign(contact, change)
  // One that is new in this story is not written yet.
  if (!p.chronicle.contacts.includes(contact))
    p.chronicle.changed.set(contact.id, { ...p.chronicle.changed.get(contact.id), ...change })
}

function link(p: Person, kind: 'activation' | 'reset', at: number): Token {
  for (const old of p.links)
    if (!old.used_at && !old.revoked_at && old.expires_at > iso(at)) old.revoked_at = iso(at)
  const made = token(p.account!.id, kind, iso(at), kind === 'activation' ? 24 : 1)
  p.links.push(made)
  p.chronicle.tokens.push(made)
  return made
}

/** An invitation leaves, the first or another one; `bounced` when its mailbox does not exist any more. */
export function invite(
  p: Person,
  at: number,
  { caseId = null, bounced = false }: { caseId?: string | null; bounced?: boolean } = {},
): Token {
  if (p.account) Object.assign(p.account, { invited_at: iso(at), version: p.account.version + 1 })
  else {
    const email = p.email!.value
    const username = p.taken.has(emailKey(email)) ? `user${p.patient.mrn}` : email
    p.taken.add(emailKey(username))
    p.account = {
      id: newId(),
      patient_id: p.patient.id,
      username,
      username_key: emailKey(username),
      status: 'invited',
      password_hash: null,
      must_change_password: 0,
      failed_attempts: 0,
      locked_at: null,
      status_reason: null,
      second_factor: p.random.chance(0.12) ? 'totp' : null,
      invited_at: iso(at),
      activation_started_at: null,
      activated_at: null,
      last_sign_in_at: null,
      created_at: iso(at),
      version: 1,
      access_ended_at: ownSince(p.patient, at, p.calendar.now),
    }
    p.chronicle.accounts.push(p.account)
  }
  const made = link(p, 'activation', at)
  letter(p, 'activation', at, caseId, bounced)
  happened(p, at, 'invited')
  // At check-in nobody of the desk has a hand in it; within a case the agent's own act is in the log.
  if (!caseId)
    log(p, at, 'account.invited', { actorType: 'system', actorId: 'check-in', fields: ['invitedAt'] })
  return made
}

function resetLink(p: Person, at: number, caseId: string | null): Token {
  const made = link(p, 'reset', at)
  letter(p, 'reset', at, caseId)
  return made
}

/** The desk sends a link by which a new password is chosen. */
export function sendResetLink(p: Person, at: number, caseId: string): Token {
  happened(p, at, 'reset-link-sent')
  return resetLink(p, at, caseId)
}

/** They ask for such a link themselves, on the portal. */
export function requestReset(p: Person, at: number): Token {
  happened(p, at, 'reset-requested', null, home(p))
  log(p, at, 'account.reset-requested', { actorType: 'system', actorId: 'forgotten-passwords', ip: home(p) })
  return resetLink(p, at, null)
}

/** Five wrong passwords in a row. */
export function lock(p: Person, at: number): void {
  failSignIn(p, at - 4 * minuteMs, 'password', 5, minuteMs)
  Object.assign(p.account!, { status: 'locked', locked_at: iso(at + 1000), failed_attempts: 5 })
  happened(p, at + 1000, 'locked', null, onPhone(p))
  log(p, at + 1000, 'account.locked', { ip: onPhone(p), fields: ['status'], detail: { attempts: 5 } })
}

/** Unlocking withdraws the old password and sends a link. */
export function unlock(p: Person, at: number, caseId: string): Token {
  Object.assign(p.account!, {
    status: 'active',
    must_change_password: 1,
    locked_at: null,
    failed_attempts: 0,
  })
  p.account!.version++
  happened(p, at, 'unlocked')
  return resetLink(p, at, caseId)
}

export function failSignIn(p: Person, at: number, reason: string, times: number, apart: number): void {
  for (let n = 0; n < times; n++) {
    happened(p, at + n * apart, 'sign-in-failed', reason, onPhone(p))
    log(p, at + n * apart, 'portal.signed-in', { outcome: 'failure', ip: onPhone(p), detail: { reason } })
  }
}

/** The link is opened and a password chosen: the login is active, and each mailbox on file hears of it. */
export function followLink(p: Person, made: Token, at: number): void {
  const first = made.kind === 'activation'
  made.used_at = iso(at)
  Object.assign(p.account!, {
    status: 'active',
    password_hash: p.passwordHash,
    must_change_password: 0,
    failed_attempts: 0,
    ...(first && { activated_at: iso(at), activation_started_at: iso(at - 2 * minuteMs) }),
    version: p.account!.version + 1,
  })
  if (first) happened(p, at - 2 * minuteMs, 'activation-opened', null, home(p))
  happened(p, at, first ? 'activated' : 'password-reset', null, home(p))
  log(p, at, first ? 'account.activated' : 'account.password-reset', { ip: home(p), fields: ['password'] })
  letter(p, 'password-changed', at, null)
}

export function signIn(p: Person, at: number): void {
  happened(p, at, 'signed-in', null, home(p))
  p.account!.last_sign_in_at = iso(at)
  p.account!.failed_attempts = 0
  log(p, at, 'portal.signed-in', {
    actorType: 'patient',
    actorId: p.account!.id,
    sessionId: idAt(at),
    ip: home(p),
  })
}

export function disable(p: Person, at: number, reason: string): void {
  Object.assign(p.account!, { status: 'disabled', status_reason: reason, version: p.account!.version + 1 })
  happened(p, at, 'disabled', reason)
}

/** The mailbox on file is none of theirs any more; registration puts another one in its place. */
export function correctEmail(p: Person, at: number): void {
  if (p.email && !p.email.ended_at) changeContact(p, p.email, { ended_at: iso(at) })
  const value = `p${p.patient.mrn}.${p.random.int(2, 99)}@example.test`
  p.email = {
    id: newId(),
    patient_id: p.patient.id,
    system: 'email',
    value,
    value_key: emailKey(value),
    on_file_since: iso(at),
    ended_at: null,
    bounced_at: null,
  }
  p.chronicle.contacts.push(p.email)
}

export const note = happened
