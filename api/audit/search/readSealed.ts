import { sql } from 'kysely'
import type { Db } from '../../core/db/open.ts'
import { prepared } from '../../core/db/prepared.ts'
import { type AuditEvent, eventOf } from '../event.ts'

/** Where in the sealed log a reader has come to: a moment in milliseconds, and the leaf at it. */
export interface Place {
  at: number
  leaf: number
}

const bodies = prepared((db, p: { at: number; leaf: number; to: number; most: number }) =>
  db
    .selectFrom('audit_search as s')
    .innerJoin('audit_kind as k', 'k.kind', 's.kind')
    .innerJoin('audit_leaf as l', 'l.leaf_index', 's.leaf_index')
    .innerJoin('audit_event as e', 'e.id', 'l.event_id')
    .select(['s.at', 's.leaf_index', 'k.actor_type', 'e.body'])
    .where(sql<boolean>`(s.at, s.leaf_index) > (${p.at}, ${p.leaf})`)
    .where('s.at', '<', p.to)
    .orderBy('s.at')
    .orderBy('s.leaf_index')
    .limit(p.most as never),
)

/**
 * Sealed events beyond a place and before a moment, in the order of time, at most so many; `actorType` says whose an
 * event is without reading it.
 */
export const sealedAfter = (db: Db, { at, leaf }: Place, to: number, most: number) =>
  bodies(db.readCold, { at, leaf, to, most })

/** What staff did that succeeded, of some acts, sealed and within a span of time in milliseconds. */
export async function staffActs(
  db: Db,
  actions: readonly string[],
  from: number,
  to: number,
): Promise<{ at: number; event: AuditEvent }[]> {
  const rows = await db.readCold
    .selectFrom('audit_kind as k')
    .innerJoin('audit_search as s', 's.kind', 'k.kind')
    .innerJoin('audit_leaf as l', 'l.leaf_index', 's.leaf_index')
    .innerJoin('audit_event as e', 'e.id', 'l.event_id')
    .select(['e.body', 's.at'])
    .where('k.action', 'in', actions)
    .where('k.actor_type', '=', 'staff')
    .where('k.outcome', '=', 'success')
    .where('s.at', '>=', from)
    .where('s.at', '<', to)
    .orderBy('s.at')
    .execute()
  return rows.map((row) => ({ at: row.at, event: eventOf(row.body) }))
}

/** When the first sealed event since a moment happened. */
export async function firstSealedSince(db: Db, since: number): Promise<number | undefined> {
  const first = await db.readCold
    .selectFrom('audit_search')
    .select('at')
    .where('at', '>=', since)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  return first?.at
}
