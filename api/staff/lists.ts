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
