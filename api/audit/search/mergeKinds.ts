import { type Kysely, sql } from 'kysely'
import { listOf } from '../../core/db/oneOf.ts'
import type { Db } from '../../core/db/open.ts'
import { prepared } from '../../core/db/prepared.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Search } from './filter.ts'
import { type Leaf, order, type Plan, type Span } from './plan.ts'
import { inScope, kindsWithin, momentOf, type Scope, scopeOf } from './scope.ts'

/** Merges an index scan for each kind asked for, on SQLite: there a statement costs next to nothing, so each scan is one. */
export function mergeKinds(db: Db, search: Search, asked: number[]): Plan {
  const scope = scopeOf(search)
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
    within ??= kindsWithin(db, scope, asked)
    const end = sql.raw(descending ? 'max' : 'min')
    const { rows } = await sql<{ kind: number; at: number | null }>`
      select k.value as kind, (select ${end}(s.at) from audit_search s
        where s.kind = k.value${inScope(scope)} and s.at >= ${from} and s.at < ${to}) as at
      from ${listOf(db, await within)}`.execute(db.readCold)
    return rows
      .filter((row): row is { kind: number; at: number } => row.at !== null)
      .sort((a, b) => (a.at - b.at) * (descending ? -1 : 1))
  }

  return {
    async rows(span, descending, limit) {
      let best: Leaf[] = []
      for (const { kind, at } of (await nearest(span, descending)).slice(0, limit)) {
        const last = best.length >= limit ? best.at(-1)!.at : undefined
        if (last !== undefined && (descending ? at < last : at > last)) break
        const more = await scanOf(scope)(descending)(db.readCold, { ...keys(scope), kind, ...span, limit })
        best = [...best, ...more].sort(byTime(descending)).slice(0, limit)
      }
      return best
    },
    moment: (at) => momentOf(db, scope, asked, at),
    async count(span, limit) {
      const kinds = (await nearest(span, true)).map((one) => one.kind)
      let n = 0
      for (let i = 0; i < kinds.length && n < limit; i += kindsAtOnce) {
        const { rows } = await sql<{ n: number }>`
          select sum((select count(*) from (select 1 from audit_search s
            where s.kind = k.value${inScope(scope)} and s.at >= ${span.from} and s.at < ${span.to} limit ${limit}) c)) as n
          from ${listOf(db, kinds.slice(i, i + kindsAtOnce))}`.execute(db.readCold)
        n += Number(rows[0]!.n)
      }
      return Math.min(n, limit)
    },
  }
}

const kindsAtOnce = 16

interface Scan extends Record<string, number> {
  actor: number
  ip: number
  kind: number
  from: number
  to: number
  limit: number
}

const keys = ({ actor, ip }: Scope) => ({ actor: actor ?? 0, ip: ip ?? 0 })

const rangeScan = (actor: boolean, ip: boolean, descending: boolean) =>
  prepared((db: Kysely<Tables>, p: Scan) => {
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
const scans = [false, true].map((actor) =>
  [false, true].map((ip) => [rangeScan(actor, ip, false), rangeScan(actor, ip, true)]),
)
const scanOf = (scope: Scope) => (descending: boolean) =>
  scans[Number(scope.actor !== undefined)]![Number(scope.ip !== undefined)]![Number(descending)]!

const byTime = (descending: boolean) => (a: Leaf, b: Leaf) =>
  (a.at - b.at || a.leaf_index - b.leaf_index) * (descending ? -1 : 1)
