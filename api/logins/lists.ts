export const tiers = ['T0', 'T1', 'T2', 'T3'] as const
export type Tier = (typeof tiers)[number]

/** What each act asks for. The console shows it; authorizeAct enforces it. */
export const acts = {
  invite: 'T1',
  unlock: 'T1',
  'send-reset-link': 'T1',
  'end-sessions': 'T1',
  disable: 'T0',
  enable: 'T3',
} as const satisfies Record<string, Tier>
export type Act = keyof typeof acts

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
