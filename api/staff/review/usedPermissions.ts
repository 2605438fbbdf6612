import type { Catalogue } from '../../acts/catalogue.ts'
import { type Permission, permissionsOf, type Role } from '../../core/access/permissions.ts'

/** The permissions of a role that none of the given acts, by their names in the log, shows in use. */
export const unusedPermissions = (
  role: Role,
  acts: ReadonlySet<string>,
  { signs }: Pick<Catalogue, 'signs'>,
): Permission[] =>
  permissionsOf(role).filter((permission) => {
    const shown = signs.get(permission)
    return shown !== undefined && ![...shown].some((name) => acts.has(name))
  })
