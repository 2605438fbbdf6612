/** What each role may do. Pure: the console imports it to hide what the API would refuse. */
export const roles = [
  'helpdesk',
  'supervisor',
  'records',
  'clinic',
  'privacy-officer',
  'manager',
  'administrator',
] as const
export type Role = (typeof roles)[number]

const grants = {
  'patients.search': ['helpdesk', 'supervisor', 'records', 'privacy-officer'],
  'patients.show': ['helpdesk', 'supervisor', 'records', 'privacy-officer'],
  'patients.reveal': ['supervisor', 'privacy-officer'],
  'cases.show': ['helpdesk', 'supervisor', 'records', 'privacy-officer'],
  // Which cases: those of the desk, or of a queue of theirs.
  'cases.work': ['helpdesk', 'supervisor', 'records', 'privacy-officer'],
  'cases.assign': ['supervisor', 'records', 'privacy-officer'],
  'callers.verify': ['helpdesk', 'supervisor'],
  'callers.approve': ['supervisor'],
  'quality.review': ['supervisor'],
  'accounts.act': ['helpdesk', 'supervisor'],
  // Its page shows what is masked elsewhere: whoever verifies callers, or approves it, would have the answers there (2026-11-26).
  'conflicts.decide': ['records'],
  // Whoever prints sees codes: never those who speak with callers.
  'letters.print': ['records'],
  'duplicates.decide': ['records'],
  // Of their own clinic only: see staff/clinics/ownClinic.ts. No search, no logins, no cases.
  'clinic.inbox': ['clinic'],
  'clinic.visits': ['clinic'],
  'knowledge.show': ['helpdesk', 'supervisor', 'records', 'privacy-officer'],
  // Two of them: whoever wrote it does not approve it.
  'knowledge.write': ['supervisor', 'privacy-officer'],
  'audit.show': ['supervisor', 'privacy-officer', 'administrator'],
  // Without it, only what was done within cases.
  'audit.show-all': ['privacy-officer', 'administrator'],
  'audit.export': ['privacy-officer', 'administrator'],
  'audit.report': ['privacy-officer', 'administrator'],
  'disclosures.manage': ['privacy-officer'],
  'privacy.review': ['privacy-officer'],
  // An administrator only where no second officer is: see privacy/rules/target.ts.
  'privacy.second': ['privacy-officer', 'administrator'],
  'patients.break-glass': ['manager', 'administrator'],
  'adoption.show': ['helpdesk', 'supervisor', 'privacy-officer', 'manager', 'administrator'],
  'adoption.compare': ['supervisor', 'privacy-officer', 'manager', 'administrator'],
  'adoption.plan': ['manager'],
  // Who must be able to say by which rules a colleague was refused.
  'settings.show': ['supervisor', 'privacy-officer', 'administrator'],
  // Backups are seen by it, and made and restored by none: that is done on the machine (backup/commands.ts).
  'settings.manage': ['administrator'],
  'staff.show': ['supervisor', 'administrator'],
  'staff.manage': ['administrator'],
  // What patients and the desk are told of the portal itself.
  'outages.manage': ['supervisor', 'manager', 'administrator'],
  // Which apps patients may let read their record.
  'apps.manage': ['administrator'],
  'access.review': ['privacy-officer', 'administrator'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof grants

/** What another system may that shows a token: one collects the log, and does nothing else. */
const systemGrants: Readonly<Record<string, readonly Permission[]>> = { 'audit-reader': ['audit.show-all'] }

export const systemAllows = (id: string, permission: Permission): boolean =>
  systemGrants[id]?.includes(permission) === true
export const permissions = Object.keys(grants) as Permission[]

export function allows(role: Role, permission: Permission): boolean {
  return (grants[permission] as readonly Role[]).includes(role)
}

export function permissionsOf(role: Role): Permission[] {
  return permissions.filter((permission) => allows(role, permission))
}
