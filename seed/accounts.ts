import { randomUUID } from 'node:crypto'
import { dayMs, hourMs } from '../api/core/calendar.ts'
import { newId } from '../api/core/db/id.ts'
import type { Tables } from '../api/core/db/tables.ts'
import { emailKey } from '../api/core/normalize.ts'
import type { AccountRow } from '../api/logins/tables.ts'
import { patientsPolicy } from '../api/patients/policy.ts'
import type { SyntheticPatient } from './patients.ts'
import type { Random } from './random.ts'

export interface SyntheticAccount {
  account: AccountRow
  tokens: Tables['portal_token'][]
  mails: Tables['mail'][]
  events: Tables['portal_event'][]
}

export const iso = (ms: number) => new Date(ms).toISOString()

export function event(
  patientId: string,
  at: string,
  kind: string,
  reason: string | null = null,
  ip: string | null = null,
): Tables['portal_event'] {
  return { id: newId(), patient_id: patientId, at, kind, reason, ip }
}

export function token(
  accountId: string,
  kind: 'activation' | 'reset',
  createdAt: string,
  hours: number,
  usedAt: string | null = null,
): Tables['portal_token'] {
  return {
    id: newId(),
    token_hash: randomUUID(),
    account_id: accountId,
    kind,
    contact_point_id: null,
    created_at: createdAt,
    expires_at: iso(Date.parse(createdAt) + hours * hourMs),
    failed_attempts: 0,
    used_at: usedAt,
    revoked_at: null,
  }
}

export function mail(
  p: SyntheticPatient,
  template: string,
  createdAt: string,
  status: Tables['mail']['status'] = 'sent',
): Tables['mail'] {
  return {
    channel: 'email',
    id: newId(),
    template,
    patient_id: p.patient.id,
    contact_point_id: p.contacts.find((c) => c.system === 'email')?.id ?? null,
    case_id: null,
    sealed_message: null,
    status,
    attempts: 1,
    next_attempt_at: createdAt,
    last_error: status === 'bounced' ? 'smtp-550' : null,
    created_at: createdAt,
    expires_at: iso(Date.parse(createdAt) + dayMs),
    sent_at: status === 'sent' ? iso(Date.parse(createdAt) + 4_000) : null,
    bounced_at: status === 'bounced' ? iso(Date.parse(createdAt) + 4_000) : null,
  }
}

/** When the login of a child became the teenager's, who chose a password then: that is all that is told of it. */
export function ownSince(
  { birth_date }: Pick<SyntheticPatient['patient'], 'birth_date'>,
  madeAt: number,
  now: number,
): string | null {
  const turned = new Date(`${birth_date}T00:00:00Z`)
  turned.setUTCFullYear(turned.getUTCFullYear() + patientsPolicy.teenAge.usual)
  const chosen = turned.getTime() + dayMs
  return madeAt < turned.getTime() && chosen < now ? iso(chosen) : null
}

export function newAccount(p: SyntheticPatient, at: string, over: Partial<AccountRow> = {}): AccountRow {
  const email = p.contacts.find((c) => c.system === 'email')?.value ?? `user${p.patient.mrn}`
  return {
    id: newId(),
    patient_id: p.patient.id,
    username: email,
    username_key: emailKey(email),
    status: 'invited',
    password_hash: null,
    must_change_password: 0,
    failed_attempts: 0,
    locked_at: null,
    status_reason: null,
    second_factor: null,
    invited_at: at,
    activation_started_at: null,
    activated_at: null,
    last_sign_in_at: null,
    created_at: at,
    version: 1,
    ...over,
  }
}

/** An account in ordinary use: invited at some time in 24 months, mostly activated, used now and then. */
export function ordinaryAccount(
  random: Random,
  p: SyntheticPatient,
  now: Date,
  passwordHash: string,
  activation: number,
): SyntheticAccount {
  const invited = now.getTime() - random.int(3, 720) * dayMs
  const account = newAccount(p, iso(invited))
  const tokens = [token(account.id, 'activation', iso(invited), 24)]
  const mails = [mail(p, 'activation', iso(invited))]
  const events = [event(p.patient.id, iso(invited), 'invited')]
  if (random.chance(activation)) {
    const activated = invited + random.int(1, 23) * hourMs
    tokens[0]!.used_at = iso(activated)
    const last = Math.min(
      now.getTime() - hourMs,
      activated + Math.floor(random.next() ** 0.6 * (now.getTime() - activated)),
    )
    Object.assign(account, {
      status: 'active',
      activated_at: iso(activated),
      last_sign_in_at: iso(last),
      password_hash: passwordHash,
    })
    events.push(event(p.patient.id, iso(activated), 'activated'))
    const often = random.chance(0.07)
    for (
      let at = activated + 60_000, n = 0;
      at < last && n < (often ? 200 : 14);
      at += (often ? random.int(2, 12) : random.int(5, 60)) * dayMs, n++
    )
      events.push(event(p.patient.id, iso(at), 'signed-in'))
    events.push(event(p.patient.id, iso(last), 'signed-in'))
  }
  return { account, tokens, mails, events }
}
