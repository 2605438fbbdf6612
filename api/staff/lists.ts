/** Why a colleague's role changes. */
export const roleReasons = [
  'changed-position',
  'new-duties',
  'covers-for-colleague',
  'access-too-wide',
  'correction',
] as const

/** Why a colleague is disabled: a code, since what is typed may name people and the log may not (2026-11-25). */
export const disableReasons = [
  'left-the-hospital',
  'changed-position',
  'leave-of-absence',
  'suspected-misuse',
  'account-at-risk',
] as const

/** Why a colleague enrols anew. */
export const enrolReasons = [
  'lost-second-factor',
  'lost-password-and-factor',
  'new-device',
  'link-expired',
] as const

/** How whoever asks for it made sure that it is that colleague who wants it: a voice or a mail alone is no proof. */
export const recognitions = ['in-person', 'video-call', 'called-back-on-file'] as const
