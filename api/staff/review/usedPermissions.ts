import type { AuditAction } from '../../audit/actions.ts'
import { type Permission, permissionsOf, type Role } from '../../core/access/permissions.ts'

/** The acts that show a permission in use. A permission whose use leaves no act of its own is not listed. */
const shownBy: Partial<Record<Permission, AuditAction[]>> = {
  'patients.search': ['patient.searched'],
  'patients.show': ['patient.shown', 'patient.diagnosed'],
  'patients.reveal': ['patient.revealed'],
  'cases.show': ['case.listed', 'case.shown', 'case.watched'],
  'cases.work': ['case.opened', 'case.noted', 'case.escalated', 'case.closed'],
  'cases.assign': ['case.assigned'],
  'callers.verify': ['caller.verified', 'caller.code-sent', 'caller.code-checked', 'caller.seen-in-person'],
  'callers.approve': ['caller.approved'],
  'accounts.act': [
    'account.invited',
    'account.unlocked',
    'account.reset-link-sent',
    'account.sessions-ended',
    'account.disabled',
    'account.enabled',
  ],
  'audit.show': ['audit.searched'],
  'audit.export': ['audit.exported'],
  'audit.report': ['audit.reported'],
  'disclosures.manage': ['disclosure.recorded', 'disclosure.withdrawn', 'disclosure.accounted'],
  'privacy.review': [
    'privacy-alert.listed',
    'privacy-alert.shown',
    'privacy-alert.signed',
    'watch-list.shown',
    'activity-review.shown',
  ],
  'adoption.show': ['adoption.shown'],
  'adoption.plan': ['adoption.annotated', 'adoption.annotation-removed', 'adoption.goal-set'],
  'staff.show': ['staff.listed'],
  'staff.manage': ['staff.added', 'staff.disabled', 'staff.enabled'],
  'access.review': [
    'access-review.begun',
    'access-review.decided',
    'access-review.finished',
    'access-review.shown',
  ],
}

/** The permissions of a role that none of the given acts shows in use. */
export const unusedPermissions = (role: Role, acts: ReadonlySet<AuditAction>): Permission[] =>
  permissionsOf(role).filter((permission) => {
    const signs = shownBy[permission]
    return signs !== undefined && !signs.some((act) => acts.has(act))
  })
