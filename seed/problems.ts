import { hourMs } from '../api/core/calendar.ts'
import { newId } from '../api/core/db/id.ts'
import type { Tables } from '../api/core/db/tables.ts'
import { event, iso, mail, newAccount, type SyntheticAccount, token } from './accounts.ts'
import type { SyntheticPatient } from './patients.ts'
import type { Random } from './random.ts'

const day = 24 * hourMs

export interface Problem extends Partial<SyntheticAccount> {
  patient?: Partial<Tables['patient']>
  proxies?: Tables['proxy_grant'][]
  /** Changes to the patient's contacts. */
  contacts?: (contact: Tables['contact_point']) => Partial<Tables['contact_point']>
}

type Maker = (
  p: SyntheticPatient,
  now: Date,
  random: Random,
  passwordHash: string,
  other: SyntheticPatient,
) => Problem

const ago = (now: Date, ms: number) => iso(now.getTime() - ms)

function active(
  p: SyntheticPatient,
  now: Date,
  passwordHash: string,
  over: Partial<Tables['portal_account']> = {},
) {
  const n = Number(p.patient.mrn)
  const activated = ago(now, (120 + (n % 500)) * day)
  return newAccount(p, activated, {
    status: 'active',
    activated_at: activated,
    last_sign_in_at: ago(now, (20 + (n % 30)) * day),
    password_hash: passwordHash,
    ...over,
  })
}

const adulthood = ({ patient: { birth_date } }: SyntheticPatient) =>
  `${Number(birth_date.slice(0, 4)) + 18}${birth_date.slice(4)}`

function proxy(
  p: SyntheticPatient,
  now: Date,
  other: SyntheticPatient,
  over: Partial<Tables['proxy_grant']>,
): Tables['proxy_grant'] {
  return {
    id: newId(),
    patient_id: p.patient.id,
    proxy_patient_id: other.patient.id,
    proxy_name: `${other.patient.given_name} ${p.patient.family_name}`,
    relationship: 'parent',
    status: 'active',
    waiting_for: null,
    ended_reason: null,
    created_at: ago(now, 400 * day),
    ended_at: null,
    access: 'full',
    for_minor: (over.created_at ?? ago(now, 400 * day)) < adulthood(p) ? 1 : 0,
    ...over,
  }
}

const endedBy = (reason: 'turned-adult' | 'age-policy') =>
  ({ status: 'ended', ended_reason: reason, for_minor: 1 }) as const

function born(now: Date, years: number, days: number): string {
  const date = new Date(now.getTime() - days * day)
  date.setUTCFullYear(date.getUTCFullYear() - years)
  return date.toISOString().slice(0, 10)
}

/** How each cause of access trouble comes about, by the cause's code. Diagnosis must find every one of them. */
export const problems: Record<string, Maker> = {
  'locked-out': (p, now, random, hash) => {
    const at = ago(now, random.int(1, 40) * hourMs)
    return {
      account: active(p, now, hash, { status: 'locked', locked_at: at, failed_attempts: 5 }),
      events: [
        ...Array.from({ length: 5 }, () =>
          event(p.patient.id, at, 'sign-in-failed', 'password', '203.0.113.9'),
        ),
        event(p.patient.id, at, 'locked'),
      ],
    }
  },
  'repeated-lockouts': (p, now, _random, hash) => ({
    account: active(p, now, hash, { status: 'locked', locked_at: ago(now, hourMs), failed_attempts: 5 }),
    events: [1, 60, 200, 500].flatMap((h, i) => [
      event(p.patient.id, ago(now, h * hourMs), 'sign-in-failed', 'password', `203.0.113.${i + 1}`),
      event(p.patient.id, ago(now, h * hourMs), 'locked'),
    ]),
  }),
  'invitation-expired': (p, now, random) => {
    const at = ago(now, random.int(3, 25) * day)
    const account = newAccount(p, at)
    return {
      account,
      tokens: [token(account.id, 'activation', at, 24)],
      mails: [mail(p, 'activation', at)],
      events: [event(p.patient.id, at, 'invited')],
    }
  },
  'invitation-not-received': (p, now) => {
    const at = ago(now, 5 * hourMs)
    const account = newAccount(p, at)
    return {
      account,
      tokens: [token(account.id, 'activation', at, 24 * 30)],
      mails: [mail(p, 'activation', at)],
      events: [event(p.patient.id, at, 'invited')],
    }
  },
  'never-finished': (p, now) => {
    const at = ago(now, 30 * hourMs)
    const account = newAccount(p, at, { activation_started_at: ago(now, 28 * hourMs) })
    return {
      account,
      tokens: [token(account.id, 'activation', at, 24)],
      mails: [mail(p, 'activation', at)],
      events: [event(p.patient.id, ago(now, 28 * hourMs), 'activation-opened')],
    }
  },
  'delivery-failed': (p, now) => {
    const at = ago(now, 6 * hourMs)
    const account = newAccount(p, at)
    return {
      account,
      tokens: [token(account.id, 'activation', at, 24)],
      mails: [mail(p, 'activation', at, 'bounced')],
      events: [event(p.patient.id, at, 'invited')],
      contacts: (c) => (c.system === 'email' ? { bounced_at: at } : {}),
    }
  },
  'no-email': (_p, now) => ({
    contacts: (c) => (c.system === 'email' ? { ended_at: ago(now, 30 * day) } : {}),
  }),
  'details-mismatch': (p, now) => {
    const at = ago(now, 8 * hourMs)
    const account = newAccount(p, at)
    return {
      account,
      tokens: [token(account.id, 'activation', at, 24 * 30)],
      mails: [mail(p, 'activation', at)],
      events: [3, 2, 1].map((h) =>
        event(p.patient.id, ago(now, h * hourMs), 'activation-failed', 'birth-date'),
      ),
    }
  },
  'proofing-failed': (p, now) => ({
    events: [2, 1].map((d) => event(p.patient.id, ago(now, d * day), 'proofing-failed')),
  }),
  'forgotten-password': (p, now, _random, hash) => ({
    account: active(p, now, hash, { failed_attempts: 3 }),
    events: [3, 2, 1].map((h) => event(p.patient.id, ago(now, h * hourMs), 'sign-in-failed', 'password')),
  }),
  'forgotten-username': (p, now, _random, hash) => ({
    account: active(p, now, hash, { username: `old${p.patient.mrn}`, username_key: `old${p.patient.mrn}` }),
    events: [3, 2].map((h) => event(p.patient.id, ago(now, h * hourMs), 'sign-in-failed', 'other-username')),
  }),
  'email-differs': (p, now, _random, hash) => ({
    account: active(p, now, hash, {
      username: `was${p.patient.mrn}@example.test`,
      username_key: `was${p.patient.mrn}@example.test`,
    }),
  }),
  'contact-changed': (p, now, _random, hash) => ({
    account: active(p, now, hash),
    events: [event(p.patient.id, ago(now, 5 * hourMs), 'reset-requested')],
    contacts: (c) => (c.system === 'email' ? { ended_at: ago(now, 10 * day) } : {}),
  }),
  'second-factor-lost': (p, now, _random, hash) => ({
    account: active(p, now, hash, { second_factor: 'totp' }),
    events: [4, 3, 2].map((h) => event(p.patient.id, ago(now, h * hourMs), 'second-factor-failed')),
  }),
  'must-choose-password': (p, now, _random, hash) => ({
    account: active(p, now, hash, { must_change_password: 1 }),
    events: [event(p.patient.id, ago(now, 2 * day), 'unlocked')],
  }),
  'reset-link-expired': (p, now, _random, hash) => {
    const account = active(p, now, hash)
    return {
      account,
      tokens: [token(account.id, 'reset', ago(now, 30 * hourMs), 1)],
      mails: [mail(p, 'reset', ago(now, 30 * hourMs))],
    }
  },
  'suspected-takeover': (p, now, _random, hash) => ({
    account: active(p, now, hash),
    events: [event(p.patient.id, ago(now, 3 * hourMs), 'reported-not-me')],
  }),
  'wrong-person': (p, now, _random, hash) => ({
    account: active(p, now, hash, { status: 'disabled', status_reason: 'wrong-person' }),
  }),
  disabled: (p, now, _random, hash) => ({
    account: active(p, now, hash, { status: 'disabled', status_reason: 'patient-request' }),
  }),
  deceased: (_p, now) => ({ patient: { deceased_at: ago(now, 40 * day).slice(0, 10) } }),
  'merged-record': (_p, _now, _random, _hash, other) => ({ patient: { replaced_by: other.patient.id } }),
  'duplicate-record': (_p, _now, _random, _hash, other) => ({
    patient: {
      family_name: other.patient.family_name,
      given_name: other.patient.given_name,
      family_key: other.patient.family_key,
      given_key: other.patient.given_key,
      birth_date: other.patient.birth_date,
    },
  }),
  'proxy-pending': (p, now, _random, hash, other) => ({
    account: active(p, now, hash),
    proxies: [
      proxy(p, now, other, { status: 'pending', waiting_for: 'proxy', created_at: ago(now, 3 * day) }),
    ],
  }),
  'turned-adult': (p, now, _random, _hash, other) => ({
    patient: { birth_date: born(now, 18, 20) },
    proxies: [proxy(p, now, other, { ...endedBy('turned-adult'), ended_at: ago(now, 20 * day) })],
  }),
  'teen-policy': (p, now, _random, _hash, other) => ({
    patient: { birth_date: born(now, 13, 15) },
    proxies: [proxy(p, now, other, { ...endedBy('age-policy'), ended_at: ago(now, 15 * day) })],
  }),
  'guardian-email': (p, now, _random, hash, other) => {
    const email = other.contacts.find((c) => c.system === 'email')
    return {
      patient: { birth_date: born(now, 15, 40) },
      account: active(p, now, hash, {
        username: `teen${p.patient.mrn}`,
        username_key: `teen${p.patient.mrn}`,
      }),
      proxies: [proxy(p, now, other, { status: 'active', access: 'limited', for_minor: 1 })],
      contacts: (c) =>
        c.system === 'email' && email ? { value: email.value, value_key: email.value_key } : {},
    }
  },
  'shared-login': (p, now, _random, hash, other) => {
    const email = other.contacts.find((c) => c.system === 'email')
    return {
      patient: { birth_date: born(now, 52, 80) },
      account: active(p, now, hash, email ? { username: email.value, username_key: email.value_key } : {}),
      contacts: (c) =>
        c.system === 'email' && email ? { value: email.value, value_key: email.value_key } : {},
    }
  },
  'device-or-browser': (p, now, _random, hash) => ({
    account: active(p, now, hash),
    events: [event(p.patient.id, ago(now, 2 * hourMs), 'page-error')],
  }),
  'never-invited': () => ({}),
}
