import type { Role } from '../../api/core/access/permissions.ts'

/** Where each role lands: on its own work. A page that stands in the menu by itself is not offered there twice. */
export const homes: Record<Role, string> = {
  helpdesk: '/',
  supervisor: '/',
  records: '/record-conflicts',
  clinic: '/clinic-threads',
  'privacy-officer': '/privacy-alerts',
  manager: '/adoption',
  administrator: '/staff',
}
