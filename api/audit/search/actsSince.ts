import type { Db } from '../../core/db/open.ts'
import { keyOf } from './keys.ts'

/** The acts an actor did, or tried, since a moment: one look at the index for each kind there is. */
export async function actsSince(db: Db, actorId: string, since: Date): Promise<Set<string>> {
  const rows = await db.readCold
    .selectFrom('audit_kind as k')
    .select('k.action')
    .distinct()
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('audit_search as s')
          .select('s.leaf_index')
          .where('s.actor', '=', keyOf(actorId))
          .whereRef('s.kind', '=', 'k.kind')
          .where('s.at', '>=', since.getTime()),
      ),
    )
    .execute()
  return new Set(rows.map((row) => row.action))
}
