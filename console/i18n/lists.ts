/*
 * The lists a form offers. They are the API's own; a test holds them equal, so that the console need not carry the
 * API's validators to the browser.
 */
export const caseCategories = [
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
export const caseChannels = ['phone', 'in-person', 'email', 'chat', 'letter'] as const
export const caseOutcomes = [
  'signed-in',
  'link-sent',
  'login-disabled',
  'referred',
  'explained',
  'not-verified',
  'caller-gave-up',
] as const
export const caseQueues = [
  'supervisor',
  'privacy',
  'security',
  'registration',
  'health-information-management',
  'clinic',
] as const
export const callerKinds = ['patient', 'proxy', 'guardian', 'other'] as const
export const photoDocuments = [
  'drivers-licence',
  'state-id',
  'passport',
  'military-id',
  'tribal-id',
  'permanent-resident-card',
] as const
export const disableReasons = [
  'patient-request',
  'suspected-takeover',
  'wrong-person',
  'deceased',
  'duplicate',
  'shared-login',
] as const
export const enableReasons = [
  'patient-request',
  'identity-proven',
  'investigation-closed',
  'disabled-in-error',
] as const
export const actTiers = {
  invite: 'T1',
  unlock: 'T1',
  'send-reset-link': 'T1',
  'end-sessions': 'T1',
  disable: 'T0',
  enable: 'T3',
} as const
export type ActName = keyof typeof actTiers

export { auditActions, outcomes as auditOutcomes } from '../../api/audit/actions.ts'
export { factors as callerFactors } from '../../api/callers/compare.ts'

import { rules } from '../../api/accounts/causes.ts'

export const caseCauses = [
  'no-fault-found',
  ...rules.map((rule) => rule.code),
  'caller-not-verified',
  'other',
]
