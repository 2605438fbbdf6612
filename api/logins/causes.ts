import type { HappeningKind } from '../acts/happening.ts'
import type { Tier } from '../acts/tiers.ts'
import type { AccessCause } from '../cases/lists.ts'
import { dayMs } from '../core/calendar.ts'
import { ageAt } from '../patients/ageAt.ts'
import { notLiving } from '../patients/living.ts'
import { notMeReason } from './closeToStranger.ts'
import type { Facts } from './facts.ts'
import { becameTeen } from './published.ts'

/** One line of evidence: the key of its sentence and what fills it. Times are ISO text; the sentence shows local time. */
export type Evidence = [key: string, values?: Record<string, string | number>]

export interface CauseRule {
  code: AccessCause | 'no-fault-found'
  /** The least powerful remedy, and the tier it asks for. */
  act: string
  tier: Tier
  escalateTo?: string
  /** The evidence when the cause is present, else undefined. */
  find(f: Facts): Evidence[] | undefined
}

const age = (f: Facts, iso: string) => f.now.getTime() - Date.parse(iso)
// A kind that nothing tells of does not compile: a cause nobody could ever have was one (2026-11-28).
const newest = (f: Facts, kind: HappeningKind, reason?: string) =>
  f.events.find((e) => e.kind === kind && (reason === undefined || e.reason === reason))
const count = (f: Facts, kind: HappeningKind, reason?: string) =>
  f.events.filter((e) => e.kind === kind && (reason === undefined || e.reason === reason)).length
const sinceSignIn = (f: Facts, at: string) => !f.account?.last_sign_in_at || at > f.account.last_sign_in_at
const liveToken = (f: Facts, kind: string) =>
  f.tokens.find((t) => t.kind === kind && !t.used_at && !t.revoked_at && t.expires_at > f.now.toISOString())
/** When a link that was not used ended: by its time, or before it, since it was withdrawn. */
const endOf = (
  { expires_at, revoked_at }: Facts['tokens'][number],
  expired: string,
  withdrawn: string,
): Evidence =>
  revoked_at && revoked_at < expires_at ? [withdrawn, { at: revoked_at }] : [expired, { at: expires_at }]
/** That a letter was asked for since the last invitation: it goes out when somebody prints it. */
const letterAsked = (f: Facts, since = ''): Evidence[] => {
  const asked = newest(f, 'letter-ordered')
  return asked && asked.at > since ? [['letterAsked', { at: asked.at }]] : []
}
const linkMail = (f: Facts) => f.mails.find((m) => m.template === 'activation' || m.template === 'reset')
/** Codes to sign in that were sent since the last sign-in, newest first, where they are the second step. */
const codeMails = (f: Facts) =>
  f.account?.second_factor === 'code'
    ? f.mails.filter((m) => m.template === 'sign-in-code' && sinceSignIn(f, m.created_at))
    : []
const emails = (f: Facts) => f.channels.filter((c) => c.system === 'email')
const waits = {
  proxy: 'proxyWaitsBirthDate',
  records: 'proxyWaitsRecords',
  desk: 'proxyWaitsDesk',
} as const
const proxyEndedAdult = (f: Facts) => {
  const ended = f.proxies.find((p) => p.status === 'ended' && p.ended_reason === 'turned-adult')
  return ended && !minor(f) ? (ended.ended_at ?? ended.created_at) : undefined
}
const minor = (f: Facts) => f.age < f.settings.adultAge

/**
 * The causes of access trouble, the likeliest explanation of the whole first: what stops everything, then what
 * stops this login, then what the last attempts say, then what the record says.
 */
export const rules: CauseRule[] = [
  {
    code: 'known-incident',
    act: 'wait-for-incident',
    tier: 'T0',
    find: (f) =>
      f.incidents[0] && [['incident', { title: f.incidents[0].title, at: f.incidents[0].started_at }]],
  },
  {
    code: 'deceased',
    act: 'refer-release-of-information',
    tier: 'T0',
    escalateTo: 'health-information-management',
    find: (f) => (f.patient.deceased_at ? [['deceased', { at: f.patient.deceased_at }]] : undefined),
  },
  {
    code: 'merged-record',
    act: 'open-surviving-record',
    tier: 'T0',
    escalateTo: 'health-information-management',
    find: (f) =>
      f.patient.replaced_by ? [['merged']] : f.patient.inactive_since ? [['inactive']] : undefined,
  },
  {
    code: 'wrong-person',
    act: 'hand-to-privacy',
    tier: 'T0',
    escalateTo: 'privacy',
    find: (f) =>
      f.account?.status === 'disabled' && f.account.status_reason === 'wrong-person'
        ? [['disabledWrongPerson']]
        : undefined,
  },
  {
    code: 'suspected-takeover',
    act: 'hand-to-privacy',
    tier: 'T0',
    escalateTo: 'privacy',
    find: (f) =>
      f.account?.status === 'disabled' && f.account.status_reason === 'suspected-takeover'
        ? [['disabledTakeover']]
        : undefined,
  },
  {
    code: 'suspected-takeover',
    act: 'disable',
    tier: 'T0',
    escalateTo: 'privacy',
    find: (f) => {
      if (f.account?.status === 'disabled') return undefined
      const notMe = newest(f, 'reported-not-me')
      // Unlocked since, the desk has heard the owner.
      const heard = newest(f, 'unlocked')
      if (notMe && !(heard && heard.at > notMe.at)) return [['reportedNotMe', { at: notMe.at }]]
      // A new password chosen and used from an address never seen before, right after many failures from it.
      const reset = newest(f, 'password-reset')
      if (!reset?.ip) return undefined
      const failures = f.events.filter(
        (e) => e.kind === 'sign-in-failed' && e.ip === reset.ip && e.at < reset.at,
      ).length
      const seenBefore = f.events.some((e) => e.kind === 'signed-in' && e.ip === reset.ip && e.at < reset.at)
      return failures >= 5 && !seenBefore ? [['failuresThenReset', { n: failures, at: reset.at }]] : undefined
    },
  },
  {
    code: 'disabled',
    act: 'enable',
    tier: 'T3',
    escalateTo: 'supervisor',
    find: (f) =>
      f.account?.status === 'disabled' &&
      !['wrong-person', 'suspected-takeover'].includes(f.account.status_reason ?? '')
        ? [[`disabled.${f.account.status_reason ?? 'unknown'}`]]
        : undefined,
  },
  {
    code: 'repeated-lockouts',
    act: 'unlock',
    tier: 'T1',
    escalateTo: 'security',
    find: (f) => {
      const locks = f.events.filter((e) => e.kind === 'locked')
      const addresses = new Set(f.events.filter((e) => e.kind === 'sign-in-failed' && e.ip).map((e) => e.ip))
        .size
      return f.account?.status === 'locked' &&
        (locks.length >= f.settings.attackLocks || addresses >= f.settings.attackAddresses)
        ? [
            ['locksInDays', { n: locks.length, days: f.settings.diagnosisDays }],
            ['addresses', { n: addresses }],
          ]
        : undefined
    },
  },
  {
    code: 'locked-out',
    act: 'unlock',
    tier: 'T1',
    find: (f) =>
      f.account?.status === 'locked' && f.account.status_reason === notMeReason
        ? [['lockedNotMe', { at: f.account.locked_at ?? f.now.toISOString() }]]
        : f.account?.status === 'locked'
          ? [['lockedAt', { at: f.account.locked_at ?? f.now.toISOString(), n: f.account.failed_attempts }]]
          : undefined,
  },
  {
    code: 'guardian-email',
    act: 'correct-contact',
    tier: 'T2',
    escalateTo: 'privacy',
    find: (f) => {
      if (!minor(f) || f.age < f.settings.teenAge) return undefined
      const own = new Set([
        ...emails(f).map((c) => c.value_key),
        ...(f.account ? [f.account.username_key] : []),
      ])
      const guardian = f.sharing.find(
        (s) => f.proxies.some((p) => p.proxy_patient_id === s.patient_id) && own.has(s.value_key),
      )
      return guardian ? [['teenOnGuardianEmail', { age: f.age }]] : undefined
    },
  },
  {
    code: 'delivery-failed',
    act: 'correct-contact',
    tier: 'T2',
    escalateTo: 'registration',
    find: (f) => {
      const mail = codeMails(f)[0] ?? linkMail(f)
      const bounced = emails(f).find((c) => c.bounced_at)
      if (mail?.status === 'bounced') return [['mailBounced', { at: mail.bounced_at ?? mail.created_at }]]
      if (mail?.status === 'failed' || mail?.status === 'undelivered')
        return [['mailFailed', { at: mail.created_at }]]
      // Of the newest that was sent: what came after it is told by its own.
      if (f.mails[0]?.status === 'undelivered')
        return [
          [f.mails[0].channel === 'text' ? 'textNotDelivered' : 'mailFailed', { at: f.mails[0].created_at }],
        ]
      const takesCodes = f.channels.some((c) => !c.bounced_at && (c.system === 'email' || c.takes_texts))
      const needed = f.account?.status !== 'active' || (f.account.second_factor === 'code' && !takesCodes)
      return bounced && needed ? [['addressBounces', { at: bounced.bounced_at! }]] : undefined
    },
  },
  {
    code: 'no-email',
    act: 'correct-contact',
    tier: 'T2',
    escalateTo: 'registration',
    find: (f) => (emails(f).length === 0 && f.account?.status !== 'active' ? [['noEmail']] : undefined),
  },
  {
    code: 'details-mismatch',
    act: 'correct-registration',
    tier: 'T0',
    escalateTo: 'registration',
    find: (f) => {
      const failed = newest(f, 'activation-failed', 'birth-date') ?? newest(f, 'reset-failed', 'birth-date')
      return failed && sinceSignIn(f, failed.at)
        ? [
            [
              'birthDateMismatch',
              {
                n: count(f, 'activation-failed', 'birth-date') + count(f, 'reset-failed', 'birth-date'),
                at: failed.at,
              },
            ],
          ]
        : undefined
    },
  },
  {
    code: 'proofing-failed',
    act: 'prove-in-person',
    tier: 'T3',
    escalateTo: 'registration',
    find: (f) => {
      const failed = newest(f, 'proofing-failed')
      return failed && sinceSignIn(f, failed.at)
        ? [['proofingFailed', { n: count(f, 'proofing-failed'), at: failed.at }]]
        : undefined
    },
  },
  {
    code: 'never-finished',
    act: 'invite',
    tier: 'T1',
    find: (f) =>
      f.account?.status === 'invited' && f.account.activation_started_at
        ? [['activationStarted', { at: f.account.activation_started_at }]]
        : undefined,
  },
  {
    code: 'invitation-expired',
    act: 'invite',
    tier: 'T1',
    find: (f) => {
      if (f.account?.status !== 'invited' || liveToken(f, 'activation')) return undefined
      const last = f.tokens.find((t) => t.kind === 'activation')
      return [
        last ? endOf(last, 'codeExpired', 'codeWithdrawn') : ['noLiveCode'],
        ...letterAsked(f, last?.created_at),
      ]
    },
  },
  {
    code: 'invitation-not-received',
    act: 'invite',
    tier: 'T1',
    find: (f) => {
      const link = f.account?.status === 'invited' ? liveToken(f, 'activation') : undefined
      if (!link) return undefined
      if (link.by_post) return [['letterUnused', { at: link.created_at, until: link.expires_at }]]
      const mail = f.mails.find((m) => m.template === 'activation')
      return mail?.sent_at ? [['mailSentUnused', { at: mail.sent_at }]] : [['mailWaiting']]
    },
  },
  {
    code: 'second-factor-lost',
    act: 'reset-second-factor',
    tier: 'T3',
    escalateTo: 'supervisor',
    find: (f) => {
      const failed = newest(f, 'second-factor-failed')
      if (f.account?.second_factor && failed && sinceSignIn(f, failed.at))
        return [
          ['secondFactorFailed', { n: count(f, 'second-factor-failed'), at: failed.at }],
          ...(f.recoveryCodes > 0 ? [['recoveryCodesLeft', { n: f.recoveryCodes }] satisfies Evidence] : []),
        ]
      // One may be on its way.
      const codes = codeMails(f)
      return codes.length > 1 ? [['codesNotUsed', { n: codes.length, at: codes[0]!.created_at }]] : undefined
    },
  },
  {
    code: 'must-choose-password',
    act: 'send-reset-link',
    tier: 'T1',
    find: (f) => {
      if (f.account?.status !== 'active' || !f.account.must_change_password) return undefined
      const link = liveToken(f, 'reset')
      const passed = newest(f, 'sessions-ended', becameTeen)
      if (passed && !link) return [['becameTeen', { age: f.settings.teenAge, at: passed.at }]]
      return link ? [['resetLinkWaiting', { at: link.expires_at }]] : [['mustChange']]
    },
  },
  {
    code: 'reset-link-expired',
    act: 'send-reset-link',
    tier: 'T1',
    find: (f) => {
      const last = f.tokens.find((t) => t.kind === 'reset')
      return f.account?.status === 'active' &&
        last &&
        !last.used_at &&
        !liveToken(f, 'reset') &&
        age(f, last.created_at) < f.settings.expiredLinkDays * dayMs &&
        sinceSignIn(f, last.created_at)
        ? [endOf(last, 'resetLinkExpired', 'resetLinkWithdrawn')]
        : undefined
    },
  },
  {
    code: 'forgotten-username',
    act: 'send-username',
    tier: 'T1',
    find: (f) => {
      const tried = newest(f, 'sign-in-failed', 'other-username')
      return f.account?.status === 'active' && tried && sinceSignIn(f, tried.at)
        ? [['otherUsername', { n: count(f, 'sign-in-failed', 'other-username'), at: tried.at }]]
        : undefined
    },
  },
  {
    code: 'forgotten-password',
    act: 'send-reset-link',
    tier: 'T1',
    find: (f) => {
      const failed = newest(f, 'sign-in-failed', 'password')
      return f.account?.status === 'active' &&
        !f.account.must_change_password &&
        failed &&
        sinceSignIn(f, failed.at)
        ? [
            [
              'wrongPassword',
              { n: f.account.failed_attempts || count(f, 'sign-in-failed', 'password'), at: failed.at },
            ],
          ]
        : undefined
    },
  },
  {
    code: 'contact-changed',
    act: 'correct-contact',
    tier: 'T2',
    escalateTo: 'supervisor',
    find: (f) => {
      const reset = newest(f, 'reset-requested')
      const onFile = f.channels.some((c) => c.system === 'email' && c.bounced_at === null)
      return f.account?.status === 'active' && reset && !onFile && sinceSignIn(f, reset.at)
        ? [['resetButNoChannel', { at: reset.at }]]
        : undefined
    },
  },
  {
    code: 'email-differs',
    act: 'correct-contact',
    tier: 'T2',
    find: (f) =>
      f.account?.username_key.includes('@') &&
      emails(f).length > 0 &&
      !emails(f).some((c) => c.value_key === f.account!.username_key)
        ? [['emailDiffers']]
        : undefined,
  },
  {
    code: 'turned-adult',
    act: 'patient-own-login',
    tier: 'T1',
    find: (f) => {
      const at = proxyEndedAdult(f)
      return at && (!f.account || f.account.status === 'invited') ? [['proxyEndedAdult', { at }]] : undefined
    },
  },
  {
    // They have an account of their own: whoever calls is most likely the parent. Years later nobody calls about it (2026-11-27).
    code: 'turned-adult',
    act: 'explain-adulthood',
    tier: 'T0',
    find: (f) => {
      const at = proxyEndedAdult(f)
      return at && f.account?.status === 'active' && age(f, at) < f.settings.diagnosisDays * dayMs
        ? [['proxyEndedAdult', { at }]]
        : undefined
    },
  },
  {
    code: 'teen-policy',
    act: 'explain-age-policy',
    tier: 'T0',
    escalateTo: 'health-information-management',
    find: (f) => {
      if (!minor(f) || f.age < f.settings.teenAge) return undefined
      const ended = f.proxies.find((p) => p.status === 'ended' && p.ended_reason === 'age-policy')
      if (ended)
        return [['proxyEndedTeen', { age: f.settings.teenAge, at: ended.ended_at ?? ended.created_at }]]
      const limited = f.proxies.some((p) => p.status === 'active' && p.access === 'limited')
      return limited ? [['proxyLimitedTeen', { age: f.settings.teenAge }]] : undefined
    },
  },
  {
    code: 'proxy-pending',
    act: 'remind-proxy',
    tier: 'T0',
    find: (f) => {
      const pending = f.proxies.find((p) => p.status === 'pending')
      if (!pending) return undefined
      const { proxy_patient_id: proxy, waiting_for: whom, created_at: at } = pending
      if (whom !== 'desk' && whom !== 'records' && proxy && !f.withLogin.includes(proxy))
        return [['proxyHasNoLogin', { at }]]
      return [[waits[whom ?? 'proxy'], { at }]]
    },
  },
  {
    code: 'shared-login',
    act: 'offer-proxy-access',
    tier: 'T2',
    escalateTo: 'registration',
    find: (f) => {
      const adult = f.sharing.find((s) => !minor(f) && ageAt(s, f.now, f.settings) >= f.settings.adultAge)
      return adult && !f.proxies.some((p) => p.proxy_patient_id === adult.patient_id && p.status === 'active')
        ? [['sharedEmail']]
        : undefined
    },
  },
  {
    code: 'duplicate-record',
    act: 'refer-duplicate',
    tier: 'T0',
    escalateTo: 'health-information-management',
    find: (f) => (f.twins.length > 0 ? [['twins', { n: f.twins.length }]] : undefined),
  },
  {
    code: 'wrong-portal',
    act: 'redirect-portal',
    tier: 'T0',
    find: (f) => (f.otherPortal && !f.account ? [['otherPortal', { name: f.otherPortal }]] : undefined),
  },
  {
    code: 'results-missing',
    act: 'route-to-clinic',
    tier: 'T0',
    escalateTo: 'clinic',
    find: (f) =>
      f.openCategories.includes('results-missing') && f.account?.status === 'active'
        ? [['resultsCase'], f.resultsCame ? ['resultsCame', { at: f.resultsCame }] : ['resultsNone']]
        : undefined,
  },
  {
    code: 'message-not-answered',
    act: 'route-to-clinic',
    tier: 'T0',
    escalateTo: 'clinic',
    find: (f) =>
      f.overdue && f.account?.status === 'active'
        ? [['messageOverdue', { at: f.overdue.waits_since!, due: f.overdue.due_at! }]]
        : undefined,
  },
  {
    code: 'cannot-book',
    act: 'route-to-clinic',
    tier: 'T0',
    escalateTo: 'clinic',
    find: (f) => {
      const { full, waitsSince, lapsedAt } = f.booking
      const evidence: Evidence[] = [
        ...(full === undefined ? [] : [['visitsAtLimit', { n: full }] satisfies Evidence]),
        ...(waitsSince === undefined ? [] : [['waitsForVisit', { at: waitsSince }] satisfies Evidence]),
        ...(lapsedAt === undefined ? [] : [['offerLapsed', { at: lapsedAt }] satisfies Evidence]),
      ]
      return f.account?.status === 'active' && evidence.length > 0 ? evidence : undefined
    },
  },
  {
    code: 'never-invited',
    act: 'invite',
    tier: 'T1',
    find: (f) =>
      !f.account && !notLiving(f.patient) && !f.otherPortal ? [['noLogin'], ...letterAsked(f)] : undefined,
  },
  {
    code: 'device-or-browser',
    act: 'guide-device',
    tier: 'T0',
    find: (f) => {
      const trouble = newest(f, 'page-error')
      return f.account?.status === 'active' && trouble ? [['pageError', { at: trouble.at }]] : undefined
    },
  },
]

/** Shown when no rule found anything: the login works as far as the data can show. */
export const nothingFound: Omit<CauseRule, 'find'> = {
  code: 'no-fault-found',
  act: 'check-address-and-username',
  tier: 'T0',
}

export const withoutEmail = {
  letter: { act: 'order-letter', tier: 'T1' },
  inPerson: { act: 'prove-in-person', tier: 'T3' },
} as const satisfies Record<string, Pick<CauseRule, 'act' | 'tier'>>

/**
 * What an invitation becomes for whom no email takes its link: a letter, and where none may go either they are seen in person
 * (2026-11-28).
 */
function reachable(rule: CauseRule, { invitedBy }: Facts): CauseRule {
  if (!['invite', 'patient-own-login'].includes(rule.act) || invitedBy === 'email') return rule
  return { ...rule, ...(invitedBy === 'post' ? withoutEmail.letter : withoutEmail.inPerson) }
}

/** The causes present, likeliest first; never empty. */
export function findCauses(f: Facts): { rule: Omit<CauseRule, 'find'>; evidence: Evidence[] }[] {
  // Of a record that lets nobody in no act is offered that a proof is asked for: each would refuse it (2026-11-28).
  const offered = notLiving(f.patient) ? rules.filter(({ tier }) => tier === 'T0') : rules
  const found = offered.flatMap((rule) => {
    const evidence = rule.find(f)
    return evidence ? [{ rule: reachable(rule, f), evidence }] : []
  })
  // Three lock-outs are one story: the escalation says all the plain lock-out would.
  const codes = new Set(found.map((c) => c.rule.code))
  const kept = found.filter((c) => !(c.rule.code === 'locked-out' && codes.has('repeated-lockouts')))
  if (kept.length > 0) return kept
  const last = f.account?.last_sign_in_at
  return [{ rule: nothingFound, evidence: last ? [['lastSignIn', { at: last }]] : [['nothing']] }]
}
