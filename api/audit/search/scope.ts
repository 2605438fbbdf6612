import { type RawBuilder, sql } from 'kysely'
import { oneOf } from '../../core/db/oneOf.ts'
import type { Db } from '../../core/db/open.ts'
import type { Search } from './filter.ts'
import { keyOf } from './keys.ts'
import type { Leaf } from './plan.ts'

/** What every scan of a merge stays within: an actor, an address, both, or neither. */
export interface Scope {
  actor: number | undefined
  ip: number | undefined
}

export const scopeOf = ({ filter }: Search): Scope => ({
  actor: filter.actorId === undefined ? undefined : keyOf(filter.actorId),
  ip: filter.ip === undefined ? undefined : keyOf(filter.ip),
})

export const inScope = ({ actor, ip }: Scope): RawBuilder<unknown> =>
  sql`${actor === undefined ? sql`` : sql` and s.actor = ${actor}`}${
    ip === undefined ? sql`` : sql` and s.ip = ${ip}`
  }`

/**
 * A millisecond has few rows, whatever the question: they are found by time first, which a planner that takes the
 * other conditions for rarer would not do, and looked through.
 */
export async function momentOf(db: Db, scope: Scope, kinds: number[], at: number): Promise<Leaf[]> {
  const { rows } = await sql<Leaf>`
    with s as materialized (select at, leaf_index, kind, actor, ip from audit_search where at = ${at})
    select s.at, s.leaf_index from s
    where ${oneOf(db, 's.kind', 'integer', kinds)}${inScope(scope)}`.execute(db.readCold)
  return rows
}

/** So few are looked for one by one sooner than it is found out which of all kinds there are. */
const fewKinds = 150

/** Of the kinds asked for, those that may occur within a scope. */
export async function kindsWithin(db: Db, scope: Scope, asked: number[]): Promise<number[]> {
  if ((scope.actor ?? scope.ip) === undefined || asked.length <= fewKinds) return asked
  // Found by leaping from one to the next.
  const { rows } = await sql<{ kind: number }>`
    with recursive found (kind) as (
      select (select min(s.kind) from audit_search s where true${inScope(scope)})
      union all
      select (select min(s.kind) from audit_search s where s.kind > found.kind${inScope(scope)}) from found
      where found.kind is not null
    ) select kind from found where kind is not null`.execute(db.readCold)
  const wanted = new Set(asked)
  return rows.map((row) => row.kind).filter((kind) => wanted.has(kind))
}
