import { type Kysely, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { prepared } from '../../db/prepared.ts'
import type { Tables } from '../../db/tables.ts'
import type { Search } from './filter.ts'
import { keyOf } from './keys.ts'
import { type Leaf, order, type Plan, type Span } from './plan.ts'

/** What every walk of a merge stays within: an actor, an address, both, or neither. */
interface Scope {
  actor: number | undefined
  ip: number | undefined
}

const inScope = ({ actor, ip }: Scope) =>
  sql`${actor === undefined ? sql`` : sql` and s.actor = ${actor}`}${
    ip === undefined ? sql`` : sql` and s.ip = ${ip}`
  }`

const listOf = (db: Db, kinds: readonly number[]) =>
  db.engine === 'postgres'
    ? sql`unnest(${kinds}::integer[]) as k (value)`
    : sql`json_each(${JSON.stringify(kinds)}) as k`

export function merge(db: Db, { filter }: Search, asked: number[]): Plan {
  const scope: Scope = {
    actor: filter.actorId === undefined ? undefined : keyOf(filter.actorId),
    ip: filter.ip === undefined ? undefined : keyOf(filter.ip),
  }

  let within: Promise<number[]> | undefined
  const found = new Map<string, Promise<{ kind: number; at: number }[]>>()

  /** The kinds that have rows in the span, those whose end is nearest first: all a page can need stands in front. */
  function nearest(span: Span, descending: boolean): Promise<{ kind: number; at: number }[]> {
    // A page and its count ask the same.
    const question = `${span.from} ${span.to} ${descending}`
    let answer = found.get(question)
    if (!answer) {
      answer = findNearest(span, descending)
      found.set(question, answer)
    }
    return answer
  }

  async function findNearest({ from, to }: Span, descending: boolean) {
    within ??=
      (scope.actor ?? scope.ip) === undefined || asked.length <= fewKinds
        ? Promise.resolve(asked)
        : kindsWithin(db, scope, asked)
    const kinds = await within
    const end = sql.raw(descending ? 'max' : 'min')
    const { rows } = await sql<{ kind: number; at: number | null }>`
      select k.value as kind, (select ${end}(s.at) from audit_search s
        where s.kind = k.value${inScope(scope)} and s.at >= ${from} and s.at < ${to}) as at
      from ${listOf(db, kinds)}`.execute(db.aside)
    return rows
      .filter((row): row is { kind: number; at: number } => row.at !== null)
      .sort((a, b) => (a.at - b.at) * (descending ? -1 : 1))
  }

  return {
    async rows(span, descending, limit) {
      const front = (await nearest(span, descending)).slice(0, limit)
      if (db.engine === 'postgres')
        return lateral(
          db,
          scope,
          front.map((one) => one.kind),
          span,
          descending,
          limit,
        )
      let best: Leaf[] = []
      for (const { kind, at } of front) {
        const last = best.length >= limit ? best.at(-1)!.at : undefined
        if (last !== undefined && (descending ? at < last : at > last)) break
        const more = await walk(scope)(descending)(db.aside, { ...keys(scope), kind, ...span, limit })
        best = [...best, ...more].sort(byTime(descending)).slice(0, limit)
      }
      return best
    },
    // A millisecond has few rows, whatever the question: they are looked through by time.
    async moment(at) {
      const { rows } = await sql<Leaf>`
        select s.at, s.leaf_index from audit_search s where s.at = ${at}${inScope(scope)}
          and s.kind in (select k.value from ${listOf(db, asked)})`.execute(db.aside)
      return rows
    },
    async count(span, limit) {
      const kinds = (await nearest(span, true)).map((one) => one.kind)
      if (db.engine === 'postgres') return countLateral(db, scope, kinds, span, limit)
      let n = 0
      for (let i = 0; i < kinds.length && n < limit; i += kindsAtOnce) {
        const { rows } = await sql<{ n: number }>`
          select sum((select count(*) from (select 1 from audit_search s
            where s.kind = k.value${inScope(scope)} and s.at >= ${span.from} and s.at < ${span.to} limit ${limit}) c)) as n
          from ${listOf(db, kinds.slice(i, i + kindsAtOnce))}`.execute(db.aside)
        n += Number(rows[0]!.n)
      }
      return Math.min(n, limit)
    },
  }
}

const kindsAtOnce = 16
/** So few are looked for one by one sooner than it is found out which of all kinds there are. */
const fewKinds = 150

/** The kinds that occur within a scope, found by leaping from one to the next. */
async function kindsWithin(db: Db, scope: Scope, asked: number[]): Promise<number[]> {
  const { rows } = await sql<{ kind: number }>`
    with recursive found (kind) as (
      select (select min(s.kind) from audit_search s where true${inScope(scope)})
      union all
      select (select min(s.kind) from audit_search s where s.kind > found.kind${inScope(scope)}) from found
      where found.kind is not null
    ) select kind from found where kind is not null`.execute(db.aside)
  const wanted = new Set(asked)
  return rows.map((row) => row.kind).filter((kind) => wanted.has(kind))
}

interface Walk extends Record<string, number> {
  actor: number
  ip: number
  kind: number
  from: number
  to: number
  limit: number
}

const keys = ({ actor, ip }: Scope) => ({ actor: actor ?? 0, ip: ip ?? 0 })

const walkOf = (actor: boolean, ip: boolean, descending: boolean) =>
  prepared((db: Kysely<Tables>, p: Walk) => {
    let query = db.selectFrom('audit_search').select(['at', 'leaf_index']).where('kind', '=', p.kind)
    if (actor) query = query.where('actor', '=', p.actor)
    if (ip) query = query.where('ip', '=', p.ip)
    return query
      .where('at', '>=', p.from)
      .where('at', '<', p.to)
      .orderBy('at', order(descending))
      .orderBy('leaf_index', order(descending))
      .limit(p.limit)
  })
const walks = [false, true].map((actor) =>
  [false, true].map((ip) => [walkOf(actor, ip, false), walkOf(actor, ip, true)]),
)
const walk = (scope: Scope) => (descending: boolean) =>
  walks[Number(scope.actor !== undefined)]![Number(scope.ip !== undefined)]![Number(descending)]!

const byTime = (descending: boolean) => (a: Leaf, b: Leaf) =>
  (a.at - b.at || a.leaf_index - b.leaf_index) * (descending ? -1 : 1)

/** Walks kind after kind and stops at the limit, wherever that is. */
async function countLateral(
  db: Db,
  scope: Scope,
  kinds: number[],
  { from, to }: Span,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select 1 from ${listOf(db, kinds)} cross join lateral (
      select 1 from audit_search s
      where s.kind = k.value${inScope(scope)} and s.at >= ${from} and s.at < ${to} limit ${limit}) r
    limit ${limit}) c`.execute(db.aside)
  return Number(rows[0]!.n)
}

async function lateral(
  db: Db,
  scope: Scope,
  kinds: number[],
  { from, to }: Span,
  descending: boolean,
  limit: number,
): Promise<Leaf[]> {
  const way = sql.raw(order(descending))
  const { rows } = await sql<Leaf>`
    select r.at, r.leaf_index from ${listOf(db, kinds)} cross join lateral (
      select s.at, s.leaf_index from audit_search s
      where s.kind = k.value${inScope(scope)} and s.at >= ${from} and s.at < ${to}
      order by s.at ${way}, s.leaf_index ${way} limit ${limit}) r
    order by r.at ${way}, r.leaf_index ${way} limit ${limit}`.execute(db.aside)
  return rows
}
