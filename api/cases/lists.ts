import { rules } from '../logins/causes.ts'

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
export const channels = ['phone', 'in-person', 'email', 'chat', 'letter'] as const
export const caseCauses: [string, ...string[]] = [
  'no-fault-found',
  ...rules.map((rule) => rule.code),
  'caller-not-verified',
  'other',
]
export const caseOutcomes = [
  'signed-in',
  'link-sent',
  'login-disabled',
  'referred',
  'explained',
  'not-verified',
  'caller-gave-up',
] as const
export const queues = [
  'supervisor',
  'privacy',
  'security',
  'registration',
  'health-information-management',
  'clinic',
] as const
