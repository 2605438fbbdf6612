/** Why a setting was changed: a code, since what is typed may name people and the log may not. */
export const changeReasons = [
  'law-or-standard',
  'hospital-decision',
  'audit-finding',
  'security-incident',
  'correction',
  'operation',
] as const
