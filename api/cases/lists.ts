import type { Role } from '../core/access/permissions.ts'
import { neededNames } from './neededTexts.ts'

/** What calls are about. An organisation may use names of its own; these are offered. */
export const categories = [
  'cannot-sign-in',
  'locked-out',
  'forgotten-password',
  'invitation',
  'second-factor',
  'contact-change',
  'proxy-access',
  'results-missing',
  'privacy-concern',
  'other',
] as const

/** What a call is most likely about where the record shows this cause; whoever hears otherwise says so. */
export const categoryOf = (cause: string | undefined): (typeof categories)[number] =>
  (Object.hasOwn(aboutCause, cause ?? '') && aboutCause[cause as AccessCause]) || 'cannot-sign-in'
const aboutCause: Partial<Record<AccessCause, (typeof categories)[number]>> = {
  'forgotten-password': 'forgotten-password',
  'reset-link-expired': 'forgotten-password',
  'must-choose-password': 'forgotten-password',
  'locked-out': 'locked-out',
  'repeated-lockouts': 'locked-out',
  'invitation-expired': 'invitation',
  'invitation-not-received': 'invitation',
  'never-finished': 'invitation',
  'never-invited': 'invitation',
  'details-mismatch': 'invitation',
  'delivery-failed': 'contact-change',
  'no-email': 'contact-change',
  'contact-changed': 'contact-change',
  'email-differs': 'contact-change',
  'second-factor-lost': 'second-factor',
  'proxy-pending': 'proxy-access',
  'turned-adult': 'proxy-access',
  'teen-policy': 'proxy-access',
  'results-missing': 'results-missing',
}

/** The lists a desk works from, as filters of the list of cases. */
export const caseQueues = {
  mine: { mine: true, unresolved: true },
  unassigned: { unassigned: true, unresolved: true, workable: true },
  due: { due: true, workable: true },
  /** Transferred to a queue of theirs, and taken by nobody yet. */
  handed: { handed: true, unassigned: true, workable: true },
  /** Their own, come back with an answer they have not read. */
  answered: { answered: true, mine: true },
  /** Their own, at or after the time at which the patient was to be called. */
  toCall: { toCall: true, mine: true },
} as const
export const priorities = ['routine', 'urgent'] as const

/** A category of the organisation's own making might hold anything: the log takes only the known ones. */
export function purposeOf(category: string): string {
  return (categories as readonly string[]).includes(category) ? category : 'other'
}
export const channels = ['phone', 'in-person', 'email', 'chat', 'letter'] as const
/** Why a patient cannot get in; diagnosis has a rule for each, and a case is closed with one. */
export const accessCauses = [
  'known-incident',
  'deceased',
  'merged-record',
  'wrong-person',
  'suspected-takeover',
  'disabled',
  'repeated-lockouts',
  'locked-out',
  'guardian-email',
  'delivery-failed',
  'no-email',
  'details-mismatch',
  'proofing-failed',
  'never-finished',
  'invitation-expired',
  'invitation-not-received',
  'second-factor-lost',
  'must-choose-password',
  'reset-link-expired',
  'forgotten-username',
  'forgotten-password',
  'contact-changed',
  'email-differs',
  'turned-adult',
  'teen-policy',
  'proxy-pending',
  'shared-login',
  'duplicate-record',
  'wrong-portal',
  'results-missing',
  'message-not-answered',
  'cannot-book',
  'never-invited',
  'device-or-browser',
] as const
export type AccessCause = (typeof accessCauses)[number]

export const caseCauses = ['no-fault-found', ...accessCauses, 'caller-not-verified', 'other'] as const
export const caseOutcomes = [
  'signed-in',
  'link-sent',
  'login-disabled',
  'referred',
  'explained',
  'not-verified',
  'caller-gave-up',
] as const
/**
 * The forms whose text is kept while it is typed, and which of their fields. Of a call that is opened the number it comes from is
 * none of them: only a hash of it is ever kept.
 */
export const draftFields = {
  note: ['text'],
  transfer: ['to', ...neededNames.map((name) => `answers.${name}`), 'note'],
  summary: ['category', 'channel', 'summary'],
} as const
export const draftForms = [
  'note',
  'transfer',
  'summary',
] as const satisfies readonly (keyof typeof draftFields)[]
export type DraftForm = (typeof draftForms)[number]

/** What calls are handed over to. */
export const queues = [
  'supervisor',
  'privacy',
  'security',
  'registration',
  'health-information-management',
  'clinic',
  'incident',
] as const

/**
 * Whose a case is: the desk's until it is handed over, then its queue's until it is given back. Registration and HIM are two
 * offices and one role, who do the same here. Clinics work messages and no cases, and answer by telephone; so the desk goes on
 * with what it handed to them. What breaks for many is for a supervisor, who tells the desk and whoever mends it (2026-11-26).
 */
const desk: readonly Role[] = ['helpdesk', 'supervisor']
const workedBy: Record<(typeof queues)[number], readonly Role[]> = {
  supervisor: ['supervisor'],
  privacy: ['privacy-officer'],
  security: ['privacy-officer'],
  registration: ['records'],
  'health-information-management': ['records'],
  clinic: desk,
  incident: ['supervisor'],
}
/** The queue a case is in; null while it is the desk's. */
export const queueOf = (status: string, escalatedTo: string | null): string | null =>
  status === 'escalated' ? escalatedTo : null

/** Where a closed case was when it was closed, and where it goes when it is reopened; null for the desk. */
export const queueAtClosing = ({ escalated_to }: { escalated_to: string | null }): string | null =>
  escalated_to

/** @param queue the one a case was handed to, if it was */
export const worksQueue = (role: Role, queue: string | null): boolean =>
  (queue === null ? desk : (workedBy[queue as (typeof queues)[number]] ?? desk)).includes(role)
