import { type Kysely, sql } from 'kysely'
import type { Db } from '../../core/db/open.ts'
import { prepared } from '../../core/db/prepared.ts'
import type { Tables } from '../../core/db/tables.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { type AuditEvent, eventOf } from '../event.ts'
import { keyOf } from './keys.ts'

/** Where in the sealed log a reader has come to: a moment in milliseconds, and the leaf at it. */
export interface Place {
  at: number
  leaf: number
}

/** Sealed events, with what the index says of each. */
const sealed = (db: Kysely<Tables>) =>
  db
    .selectFrom('audit_search as s')
    .innerJoin('audit_kind as k', 'k.kind', 's.kind')
    .innerJoin('audit_leaf as l', 'l.leaf_index', 's.leaf_index')
    .innerJoin('audit_event as e', 'e.id', 'l.event_id')

const bodies = prepared((db, p: { at: number; leaf: number; to: number; most: number }) =>
  sealed(db)
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

const lookedUp = 200

/** How many different staff members did one of some acts about each of some patients, from one moment up to another. */
export async function countLookers(
  db: Db,
  patientIds: readonly string[],
  actions: readonly string[],
  [from, to]: readonly [from: number, to: number],
): Promise<Map<string, number>> {
  const idOf = new Map(patientIds.map((id) => [keyOf(id), id]))
  const keys = [...idOf.keys()]
  const counts = new Map<string, number>()
  for (let start = 0; start < keys.length; start += lookedUp) {
    const rows = await db.readCold
      .selectFrom('audit_patient as p')
      .innerJoin('audit_kind as k', 'k.kind', 'p.kind')
      .select((eb) => ['p.patient', eb.fn.count<number>('p.actor').distinct().as('people')])
      .where('p.patient', 'in', keys.slice(start, start + lookedUp))
      .where('p.at', '>=', from)
      .where('p.at', '<', to)
      .where('k.actor_type', '=', 'staff')
      .where('k.outcome', '!=', 'denied')
      .where('k.action', 'in', actions)
      .groupBy('p.patient')
      .execute()
    for (const row of rows) counts.set(idOf.get(Number(row.patient))!, Number(row.people))
    await letOthersGo()
  }
  return counts
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

/** What one member of staff did of some acts within a span of time in milliseconds and was not denied, the newest so many. */
export async function actsOf(
  db: Db,
  staffId: string,
  actions: readonly string[],
  [from, to]: readonly [from: number, to: number],
  most: number,
): Promise<AuditEvent[]> {
  const rows = await sealed(db.readCold)
    .select('e.body')
    .where('s.actor', '=', keyOf(staffId))
    .where('s.at', '>=', from)
    .where('s.at', '<', to)
    .where('k.action', 'in', actions)
    .where('k.outcome', '!=', 'denied')
    .orderBy('s.at', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => eventOf(row.body)).filter((event) => event.actorId === staffId)
}
