import type { Kysely } from 'kysely'
import type { Desk } from '../../core/context.ts'
import { firstIdAt } from '../../core/db/id.ts'
import type { Db } from '../../core/db/open.ts'
import { lastProbedAt } from '../../core/db/probe.ts'
import type { Tables } from '../../core/db/tables.ts'
import { proofOf } from '../proof.ts'
import { indexable, keyOf } from '../search/keys.ts'
import type { AuditSearchRow } from '../tables.ts'
import type { Hash } from './merkle.ts'

/** Events that wait to be sealed, the oldest first. */
export const waitingEvents = (db: Kysely<Tables>, limit: number) =>
  db
    .selectFrom('audit_pending as p')
    .innerJoin('audit_event as e', 'e.id', 'p.event_id')
    .select(['e.id', 'e.body', 'p.proof'])
    .orderBy('p.event_id')
    .limit(limit)

export async function countWaiting(db: Kysely<Tables>): Promise<number> {
  const { n } = await db
    .selectFrom('audit_pending')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/** Whether every event of the time before a moment, in milliseconds, has its place in the log. */
export async function isSealedBefore(db: Kysely<Tables>, moment: number): Promise<boolean> {
  const first = await db
    .selectFrom('audit_pending')
    .select('event_id')
    .orderBy('event_id')
    .limit(1)
    .executeTakeFirst()
  return !first || first.event_id >= firstIdAt(new Date(moment))
}

/** What waits to be sealed and should not. */
export interface Waiting {
  /** Events that waited longer than they should beside a server that could have sealed them, the oldest first. */
  late: { eventId: string; at: string }[]
  /** Rows that wait for an event that is not there. */
  orphaned: string[]
  /** Events that the desk did not write as they stand. */
  unproven: string[]
}

/** An event that waits longer than this was kept from being sealed. */
export const lateMs = 5_000
const named = 20

/**
 * Whatever was sealed, written or asked after a while shows that a server ran beside what waited. Where nothing does, it
 * ended before it came to sealing, as in a crash, or this is a copy of that moment: the next start seals it (2026-11-27).
 */
export async function findWaiting({ db, keys, clock }: Desk, sealedAt: string | undefined): Promise<Waiting> {
  const waiting = (order: 'asc' | 'desc', limit: number) =>
    db.read
      .selectFrom('audit_pending as p')
      .leftJoin('audit_event as e', 'e.id', 'p.event_id')
      .select(['p.event_id', 'p.proof', 'e.body'])
      .orderBy('p.event_id', order)
      .limit(limit)
      .execute()
  const oldest = await waiting('asc', named)
  const times = (rows: typeof oldest) =>
    rows.flatMap(({ event_id, body }) =>
      body === null ? [] : [{ eventId: event_id, at: indexable(body).at }],
    )
  const [newest] = times(await waiting('desc', 1))
  const running = [sealedAt, newest?.at, await lastProbedAt(db.read)].map((at) => (at ? Date.parse(at) : 0))
  const before = Math.min(clock().getTime(), Math.max(...running)) - lateMs
  return {
    late: times(oldest).filter(({ at }) => Date.parse(at) < before),
    orphaned: oldest.filter(({ body }) => body === null).map((row) => row.event_id),
    unproven: oldest.flatMap(({ event_id: id, body, proof }) =>
      body === null || proof === proofOf(keys, { id, body }) ? [] : [id],
    ),
  }
}

/** Keys of patients from events spread evenly over the log: they cut the index by patient into even parts. */
export async function patientBounds(db: Db, size: number, parts: number): Promise<number[]> {
  const samples = Array.from({ length: parts * 16 }, (_, i) => Math.floor((i * size) / (parts * 16)))
  const rows = await db.read
    .selectFrom('audit_leaf as l')
    .innerJoin('audit_event as e', 'e.id', 'l.event_id')
    .select('e.body')
    .where('l.leaf_index', 'in', [...new Set(samples)])
    .execute()
  const keys = rows.flatMap((row) => (indexable(row.body).patientIds ?? []).map(keyOf)).sort((a, b) => a - b)
  const cuts = Array.from({ length: parts - 1 }, (_, i) => keys[Math.floor(((i + 1) * keys.length) / parts)])
  return [...new Set(cuts.filter((cut) => cut !== undefined))]
}

export async function countLeaves(db: Db): Promise<number> {
  const { n } = await db.read
    .selectFrom('audit_leaf')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/** The number of the last leaf there is. */
export async function newestLeaf(db: Db): Promise<number | undefined> {
  const row = await db.read
    .selectFrom('audit_leaf')
    .select('leaf_index')
    .orderBy('leaf_index', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.leaf_index
}

/** The first event, of one on, that is neither sealed nor waits to be; some that are known are left out. */
export async function strayEvent(
  db: Db,
  from = '',
  known: readonly string[] = [],
): Promise<string | undefined> {
  const rows = await db.read
    .selectFrom('audit_event as e')
    .select('e.id')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('audit_leaf as l').select('l.leaf_index').whereRef('l.event_id', '=', 'e.id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('audit_pending as p').select('p.event_id').whereRef('p.event_id', '=', 'e.id'))),
    )
    .where('e.id', '>=', from)
    .orderBy('e.id')
    .limit(known.length + 1)
    .execute()
  return rows.find(({ id }) => !known.includes(id))?.id
}

/** Where else a leaf hash stands, other than at one leaf. */
export async function leafWithHash(db: Db, hash: Hash, except: number): Promise<number | undefined> {
  const row = await db.read
    .selectFrom('audit_leaf')
    .select('leaf_index')
    .where('leaf_hash', '=', hash)
    .where('leaf_index', '!=', except)
    .limit(1)
    .executeTakeFirst()
  return row?.leaf_index
}

/** What the search index says of an event, without its number. */
export const indexColumns = ['at', 'kind', 'actor', 'ip', 'session', 'support_case', 'request'] as const

/** What a leaf's event and its row in the search index say, for the leaves of a range. */
export const leavesWithIndex = (db: Db, from: number, to: number) =>
  db.read
    .selectFrom('audit_leaf as l')
    .leftJoin('audit_event as e', 'e.id', 'l.event_id')
    .leftJoin('audit_search as s', 's.leaf_index', 'l.leaf_index')
    .select(['l.leaf_index', 'l.event_id', 'e.body'])
    .select(indexColumns.map((column) => `s.${column}` as const))
    .where('l.leaf_index', '>=', from)
    .where('l.leaf_index', '<', to)
    .orderBy('l.leaf_index')
    .execute()

/** Another leaf whose index row tells of just such an event. */
export async function indexedAs(db: Db, row: AuditSearchRow, except: number): Promise<number | undefined> {
  let query = db.read
    .selectFrom('audit_search')
    .select('leaf_index')
    .where('at', '=', row.at)
    .where('kind', '=', row.kind)
    .where('leaf_index', '!=', except)
  for (const column of ['actor', 'ip', 'session', 'support_case', 'request'] as const)
    query = query.where(column, row[column] === null ? 'is' : '=', row[column])
  return (await query.limit(1).executeTakeFirst())?.leaf_index
}

/** The ids of the leaf at an index, if it is there. */
export const leafAt = (db: Db, index: number) =>
  db.read
    .selectFrom('audit_leaf')
    .select(['leaf_index', 'event_id'])
    .where('leaf_index', '=', index)
    .executeTakeFirst()

export const nodeName = (level: number, position: number) => `${level}/${position}`

/** The roots kept for complete subtrees of a level and of those above: one for each 65,536 leaves or more. */
export async function nodesFrom(db: Db, level: number): Promise<Map<string, Hash>> {
  const rows = await db.read.selectFrom('audit_node').selectAll().where('level', '>=', level).execute()
  return new Map(rows.map((row) => [nodeName(row.level, row.position), row.hash]))
}
