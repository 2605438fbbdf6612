import type { Db } from './db/open.ts'
import { type PolicyOf, type PolicyRows, readPolicy } from './policy.ts'

/** Every request asks for some limits: they are read this often, by the wall clock, so that it costs no query. */
const goodForMs = 1_000

const read = new WeakMap<Db, WeakMap<PolicyRows, { at: number; policy: Promise<PolicyOf<PolicyRows>> }>>()

/** What the policy says now, or said a moment ago. */
export function recentPolicy<R extends PolicyRows>(db: Db, rows: R): Promise<PolicyOf<R>> {
  const ofDb = read.get(db) ?? new WeakMap()
  read.set(db, ofDb)
  let last = ofDb.get(rows)
  if (!last || performance.now() - last.at > goodForMs) {
    last = { at: performance.now(), policy: readPolicy(db.read, rows) }
    ofDb.set(rows, last)
    last.policy.catch(() => ofDb.delete(rows))
  }
  return last.policy as Promise<PolicyOf<R>>
}
