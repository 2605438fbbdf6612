import type { Db } from './db/open.ts'
import { type PolicyOf, type PolicyRows, readPolicy } from './policy.ts'

/** Every request asks for some limits: they are read this often, by the wall clock, so that it costs no query. */
const goodForMs = 1_000

/** What the policy says now, or said a moment ago. */
export function recentPolicy<R extends PolicyRows>(db: Db, rows: R): () => Promise<PolicyOf<R>> {
  let last: { at: number; policy: Promise<PolicyOf<R>> } | undefined
  return () => {
    if (!last || performance.now() - last.at > goodForMs) {
      last = { at: performance.now(), policy: readPolicy(db.read, rows) }
      last.policy.catch(() => {
        last = undefined
      })
    }
    return last.policy
  }
}
