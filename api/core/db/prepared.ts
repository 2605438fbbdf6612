import { type Compilable, CompiledQuery, type Kysely } from 'kysely'
import type { Tables } from './tables.ts'

type Params = Record<string, string | number | null | readonly (string | number)[]>

/** Runs a statement at once on the connection a Kysely instance reads from. */
export type Direct = (sql: string, parameters: readonly unknown[]) => unknown[]

const direct = new WeakMap<object, Direct>()

/** Says that reads of this instance may skip the queue: they are synchronous and no transaction is open on it. */
export function readDirectly(db: Kysely<Tables>, run: Direct): void {
  direct.set(db, run)
}

class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/**
 * A query built and compiled once for each engine and run many times: building one anew costs ten times what
 * running it does. `build` sees each parameter as an opaque value and must put it to the database as it is.
 */
export function prepared<P extends Params, O>(
  build: (db: Kysely<Tables>, params: P) => Compilable<O>,
): (db: Kysely<Tables>, params: P) => Promise<O[]> {
  const once = compiledOnce(build)
  return async (db, params) => {
    const [text, values] = once(db, params)
    const run = direct.get(db)
    if (run) return run(text, values) as O[]
    return (await db.executeQuery<O>(CompiledQuery.raw(text, values))).rows
  }
}

/** The same for what changes rows: it gives how many. */
export function preparedChange<P extends Params>(
  build: (db: Kysely<Tables>, params: P) => Compilable,
): (db: Kysely<Tables>, params: P) => Promise<number> {
  const once = compiledOnce(build)
  return async (db, params) =>
    Number((await db.executeQuery(CompiledQuery.raw(...once(db, params)))).numAffectedRows ?? 0)
}

function compiledOnce<P extends Params>(build: (db: Kysely<Tables>, params: P) => Compilable) {
  const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) }) as P
  const compiled = new WeakMap<object, { sql: string; parameters: readonly unknown[] }>()
  return (db: Kysely<Tables>, params: P): [text: string, values: unknown[]] => {
    const engine = db.getExecutor().adapter.constructor
    let query = compiled.get(engine)
    if (!query) {
      query = build(db, slots).compile()
      compiled.set(engine, query)
    }
    return [query.sql, query.parameters.map((value) => (value instanceof Slot ? params[value.name] : value))]
  }
}

/** The same for a family of queries that differ in shape: one is kept for each key. */
export function preparedBy<K extends string | number, P extends Params, O>(
  build: (key: K) => (db: Kysely<Tables>, params: P) => Compilable<O>,
): (key: K, db: Kysely<Tables>, params: P) => Promise<O[]> {
  const family = new Map<K, (db: Kysely<Tables>, params: P) => Promise<O[]>>()
  return (key, db, params) => {
    let one = family.get(key)
    if (!one) {
      one = prepared(build(key))
      family.set(key, one)
    }
    return one(db, params)
  }
}
