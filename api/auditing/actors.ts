import type { Kysely } from 'kysely'
import type { Found } from '../audit/search/findEvents.ts'
import type { Tables } from '../core/db/tables.ts'
import { namesOfStaff } from '../staff/published.ts'

/** Names of the staff who stand behind some events. */
export const actorNames = (db: Kysely<Tables>, found: readonly Found[]): Promise<Map<string, string>> =>
  namesOfStaff(
    db,
    found.flatMap(({ event }) => (event.actorType === 'staff' && event.actorId ? [event.actorId] : [])),
  )
