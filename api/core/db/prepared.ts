import {
  type Compilable,
  CompiledQuery,
  createQueryId,
  type Kysely,
  type OperationNodeSource,
  type RootOperationNode,
  SqliteAdapter,
  SqliteQueryCompiler,
} from 'kysely'
import { keepPlan } from './keptPlans.ts'
import type { Tables } from './tables.ts'

type Params = Record<string, string | number | null | readonly (string | number)[]>

/** Runs a statement at once on the connection of a Kysely instance. */
export interface Direct {
  all(sql: string, parameters: readonly unknown[]): unknown[]
  /** @returns how many rows it changed */
  change(sql: string, parameters: readonly unknown[]): number
}

const direct = new WeakMap<object, Direct>()

/**
 * Says that what is asked of this instance may skip the queue: it is synchronous, and the connection is its own: that of reads, or of a
 * transaction while it is open. Kysely's own way to SQLite costs more than most of our statements do (2026-11-28).
 * @returns what takes it back
 */
export function runDirectly(db: Kysely<Tables>, run: Direct): () => void {
  direct.set(db, run)
  return () => direct.delete(db)
}

class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

type Plan = 'kept' | 'made each time'

/** A query as the builders of Kysely make them. */
type Query<O = unknown> = Compilable<O> & OperationNodeSource

/**
 * Where a plan may depend on a parameter, SQLite plans the statement anew each time another value is bound, and it takes that
 * of most joins, sorts and limits: ten times what running one costs. A parameter within an expression is only a value. What is
 * the same each time stands in the text, where its plan can use it, as that of a partial index has to (2026-11-26).
 */
class PlannedOnce extends SqliteQueryCompiler {
  protected override appendValue(value: unknown): void {
    if (value instanceof Slot) {
      this.append('+')
      super.appendValue(value)
    } else this.appendImmediateValue(value)
  }
}

/**
 * A query built and compiled once for each engine and run many times: building one anew costs ten times what
 * running it does. `build` sees each parameter as an opaque value and must put it to the database as it is.
 * @param plan whether each connection to PostgreSQL keeps it planned, as `keptPlans.ts` says
 */
export function prepared<P extends Params, O>(
  build: (db: Kysely<Tables>, params: P) => Query<O>,
  plan: Plan = 'made each time',
): (db: Kysely<Tables>, params: P) => Promise<O[]> {
  const once = compiledOnce(build, plan)
  return async (db, params) => {
    const [text, values] = once(db, params)
    const run = direct.get(db)
    if (run) return run.all(text, values) as O[]
    return (await db.executeQuery<O>(CompiledQuery.raw(text, values))).rows
  }
}

/** The same for what changes rows: it gives how many. */
export function preparedChange<P extends Params>(
  build: (db: Kysely<Tables>, params: P) => Query,
): (db: Kysely<Tables>, params: P) => Promise<number> {
  const once = compiledOnce(build, 'made each time')
  return async (db, params) => {
    const [text, values] = once(db, params)
    const run = direct.get(db)
    if (run) return run.change(text, values)
    return Number((await db.executeQuery(CompiledQuery.raw(text, values))).numAffectedRows ?? 0)
  }
}

function compiledOnce<P extends Params>(build: (db: Kysely<Tables>, params: P) => Query, plan: Plan) {
  const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) }) as P
  const compiled = new WeakMap<object, { sql: string; parameters: readonly unknown[] }>()
  return (db: Kysely<Tables>, params: P): [text: string, values: unknown[]] => {
    const { adapter } = db.getExecutor()
    let query = compiled.get(adapter.constructor)
    if (!query) {
      const built = build(db, slots)
      query =
        adapter instanceof SqliteAdapter
          ? new PlannedOnce().compileQuery(built.toOperationNode() as RootOperationNode, createQueryId())
          : built.compile()
      if (plan === 'kept') keepPlan(query.sql)
      compiled.set(adapter.constructor, query)
    }
    return [query.sql, query.parameters.map((value) => (value instanceof Slot ? params[value.name] : value))]
  }
}

/** The same for a family of queries that differ in shape: one is kept for each key. */
export function preparedBy<K extends string | number, P extends Params, O>(
  build: (key: K) => (db: Kysely<Tables>, params: P) => Query<O>,
  plan: Plan = 'made each time',
): (key: K, db: Kysely<Tables>, params: P) => Promise<O[]> {
  const family = new Map<K, (db: Kysely<Tables>, params: P) => Promise<O[]>>()
  return (key, db, params) => {
    let one = family.get(key)
    if (!one) {
      one = prepared(build(key), plan)
      family.set(key, one)
    }
    return one(db, params)
  }
}
