import type { Kysely } from 'kysely'
import { allows, roles } from '../../core/access/permissions.ts'
import type { Tables } from '../../core/db/tables.ts'
import { activeStaff } from '../../staff/published.ts'

export const comparing = roles.filter((role) => allows(role, 'adoption.compare'))

/** Whom a goal may be given to: whoever is at work and sees the figures it is held against. */
export const ownersOf = (db: Kysely<Tables>) => activeStaff(db, comparing)
