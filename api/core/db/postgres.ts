import {
  CompiledQuery,
  isAbortedTransactionError,
  Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
} from 'kysely'
import pg from 'pg'
import { CommitUnknown } from './fault.ts'
import { Client, PooledClient } from './pgClient.ts'
import type { Tables } from './tables.ts'

/** For a connection, and for a free one of the pool: a request that waited this long is better told to come again. */
const connectMs = 5_000
/** A request's statement takes milliseconds; one that takes this long waits for a server in trouble. */
const statementMs = 10_000
/** Row locks of requests are held for milliseconds too; below `statementMs`, so that the answer says which it was. */
const lockMs = 5_000
/**
 * For the answer of a server that hangs and so ends nothing itself: longer than `statementMs`, so that where the server
 * lives it is the server that undoes the statement.
 */
const answerMs = 12_000
/** A process that was stopped within a transaction holds its locks against all others: longer than any of ours pauses. */
const idleInTransactionMs = { serving: 15_000, working: 60_000 }
const mostConnections = 20

type Connection = Parameters<PostgresDriver['rollbackTransaction']>[0]

class Driver extends PostgresDriver {
  readonly #limits: CompiledQuery | undefined
  /** @param limits what every transaction says first, where its session keeps nothing */
  constructor(config: PostgresDialectConfig, limits: CompiledQuery | undefined) {
    super(config)
    this.#limits = limits
  }

  override async beginTransaction(
    connection: Connection,
    settings: Parameters<PostgresDriver['beginTransaction']>[1],
  ): Promise<void> {
    await super.beginTransaction(connection, settings)
    if (this.#limits) await connection.executeQuery(this.#limits)
  }

  override async commitTransaction(connection: Connection): Promise<void> {
    try {
      await super.commitTransaction(connection)
    } catch (error) {
      throw isUndone(error) ? error : new CommitUnknown(error)
    }
  }

  // A connection that cannot roll back is thrown away, and its server rolls back: the first error is the one to tell.
  override async rollbackTransaction(connection: Connection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => {})
  }
}

/** That a failed COMMIT certainly changed nothing: the server refused it, or it was never sent. */
function isUndone(error: unknown): boolean {
  if (isAbortedTransactionError(error)) return true
  if (error instanceof pg.DatabaseError) return !/^(08|57P|58|XX)/.test(error.code ?? '')
  return error instanceof Error && /is not queryable/.test(error.message)
}

class Dialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #limits: CompiledQuery | undefined
  constructor(config: PostgresDialectConfig, limits: CompiledQuery | undefined) {
    super(config)
    this.#config = config
    this.#limits = limits
  }
  override createDriver() {
    return new Driver(this.#config, this.#limits)
  }
}

/**
 * Opens a pool that connects on first use. `serving` says that requests wait on this process: nothing hangs for longer
 * than the limits above. Jobs and commands may take what they need, but not stop within a transaction.
 * @param pooled the address is of a pooler that gives each transaction another session: nothing of ours is left in one.
 * A statement alone then has the limits that the pooler gives its sessions, and is given up by us after `answerMs`
 */
export function openPostgres(url: string, serving: boolean, pooled: boolean): Kysely<Tables> {
  const limits = serving
    ? { statement_timeout: statementMs, lock_timeout: lockMs }
    : { statement_timeout: 0, lock_timeout: 0 }
  const settings = {
    ...limits,
    idle_in_transaction_session_timeout: idleInTransactionMs[serving ? 'serving' : 'working'],
    // Our statements are short and many: to start processes for one, or to compile it, costs more than it takes.
    max_parallel_workers_per_gather: 0,
    jit: 'off',
  }
  const set = (scope: 'session' | 'transaction') =>
    `select ${Object.entries(settings)
      .map(([name, value]) => `set_config('${name}', '${value}', ${scope === 'transaction'})`)
      .join(', ')}`
  const pool = new pg.Pool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: connectMs,
    ...(serving && { query_timeout: answerMs }),
    ...(pooled
      ? { Client: PooledClient }
      : {
          Client,
          // The pool waits for this, and throws away a connection on which it fails.
          onConnect: (client) =>
            client.query({ text: set('session'), query_timeout: connectMs } as pg.QueryConfig) as never,
        }),
  })
  // An idle connection that died was taken out already, and is replaced at the next use.
  pool.on('error', () => {})
  const first = pooled ? CompiledQuery.raw(set('transaction')) : undefined
  return new Kysely<Tables>({ dialect: new Dialect({ pool }, first) })
}
