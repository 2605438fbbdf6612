import { sql } from 'kysely'
import { listOf, oneOf } from '../../core/db/oneOf.ts'
import type { Db } from '../../core/db/open.ts'
import type { Search } from './filter.ts'
import { type Leaf, order, type Plan, type Span } from './plan.ts'
import { inScope, kindsWithin, momentOf, type Scope, scopeOf } from './scope.ts'

/** Rows nearest in time that are looked through before the kinds are scanned one by one … */
const nearestRows = 1_000
/** … where more kinds than these are asked for: to scan fewer costs no more, and finds what is rare too. */
const fewScans = 100

/**
 * Merges an index scan for each kind asked for, on PostgreSQL: there a statement is a journey, so there are few. What is asked
 * for often stands among the rows nearest in time, which cost less than a scan for each of some hundred kinds.
 */
export function mergeAtOnce(db: Db, search: Search, asked: number[]): Plan {
  const scope = scopeOf(search)
  let within: Promise<number[]> | undefined
  const kinds = () => {
    within ??= kindsWithin(db, scope, asked)
    return within
  }
  return {
    async rows(span, descending, limit) {
      // Within one actor at one address the index goes by kind first: nothing of it lies in order of time.
      if (asked.length > fewScans && (scope.actor === undefined || scope.ip === undefined)) {
        const near = await nearest(db, scope, asked, span, descending, limit)
        if (near.length === limit) return near
      }
      return scanKinds(db, scope, await kinds(), span, descending, limit)
    },
    moment: (at) => momentOf(db, scope, asked, at),
    async count({ from, to }, limit) {
      // Scans kind after kind and stops at the limit, wherever that is.
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from (select 1 from ${listOf(db, await kinds())} cross join lateral (
          select 1 from audit_search s
          where s.kind = k.value${inScope(scope)} and s.at >= ${from} and s.at < ${to} limit ${limit}) r
        limit ${limit}) c`.execute(db.readCold)
      return Number(rows[0]!.n)
    },
  }
}

async function nearest(
  db: Db,
  scope: Scope,
  kinds: number[],
  { from, to }: Span,
  descending: boolean,
  limit: number,
): Promise<Leaf[]> {
  const way = sql.raw(order(descending))
  const { rows } = await sql<Leaf>`
    select near.at, near.leaf_index from (
      select s.at, s.leaf_index, s.kind from audit_search s
      where s.at >= ${from} and s.at < ${to}${inScope(scope)}
      order by s.at ${way}, s.leaf_index ${way} limit ${nearestRows}) near
    where ${oneOf(db, 'near.kind', 'integer', kinds)}
    order by near.at ${way}, near.leaf_index ${way} limit ${limit}`.execute(db.readCold)
  return rows
}

/** The kinds whose end is nearest are scanned: all a page can need stands in as many of them as it has rows. */
async function scanKinds(
  db: Db,
  scope: Scope,
  kinds: number[],
  { from, to }: Span,
  descending: boolean,
  limit: number,
): Promise<Leaf[]> {
  const way = sql.raw(order(descending))
  const ends = sql.raw(descending ? 'max' : 'min')
  const within = sql`${inScope(scope)} and s.at >= ${from} and s.at < ${to}`
  const front =
    kinds.length <= limit
      ? listOf(db, kinds)
      : sql`(select k.value, (select ${ends}(s.at) from audit_search s where s.kind = k.value${within}) as at
          from ${listOf(db, kinds)} order by at ${way} nulls last limit ${limit}) k`
  const { rows } = await sql<Leaf>`
    select r.at, r.leaf_index from ${front} cross join lateral (
      select s.at, s.leaf_index from audit_search s where s.kind = k.value${within}
      order by s.at ${way}, s.leaf_index ${way} limit ${limit}) r
    order by r.at ${way}, r.leaf_index ${way} limit ${limit}`.execute(db.readCold)
  return rows
}
