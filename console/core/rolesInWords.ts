import { type Role, roles } from '../../api/core/access/permissions.ts'
import type { Say } from './words/useWords.ts'

/** The roles that may, by their names: whoever may not is told who can. */
export const rolesInWords = (say: Say, may: (role: Role) => boolean): string =>
  roles
    .filter(may)
    .map((role) => say(`desk.role.${role}`))
    .join(', ')
