import { isMainThread, Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type QueryResult,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'
import { durability } from './durable.ts'
import { endThread } from './endThread.ts'
import { CommitUnknown } from './fault.ts'
import { isServed } from './lockFile.ts'
import { oneSnapshot, type Snapshot } from './oneSnapshot.ts'
import type { Db } from './open.ts'
import { runDirectly } from './prepared.ts'
import { SamePlace } from './samePlace.ts'
import { directly, withStatementCache } from './sqliteStatements.ts'
import type { Tables } from './tables.ts'

/** SQLite before 3.51.3 can corrupt a WAL database that two connections write or checkpoint at once. */
const OLDEST = [3, 51, 3] as const
const busyMs = 10_000
/** 64 MB of 4 kB each. */
const pagesBetweenCheckpoints = 16_000
/** What a connection may keep of the file in memory of its own, in kB; what is mapped is the system's, and not counted. */
const cacheKb = { writes: isMainThread ? 65_536 : 16_384, reads: 8_192, cold: 16_384 }
/**
 * Whoever held the write lock for so long lets others have it before taking it again: they ask every few milliseconds, and on a machine
 * with no time for anybody as much later as the holding took longer.
 */
const longHoldMs = 8
const giveWayMs = 12
const giveWayShare = 1 / 3

/**
 * Waits for the write lock of another process without holding the thread that answers requests, as SQLite's own waiting
 * would: an import holds the lock for a tenth of a second at a time, again and again.
 */
class WaitingConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection
  readonly #db: Database.Database
  readonly #reads: Snapshot
  readonly #lock: { missedSince?: number }
  /** @param lock since when nobody here has had the write lock; who waited for others who wait for it has waited for it too */
  constructor(
    connection: DatabaseConnection,
    db: Database.Database,
    reads: Snapshot,
    lock: { missedSince?: number },
  ) {
    this.#connection = connection
    this.#db = db
    this.#reads = reads
    this.#lock = lock
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    for (let tries = 0; ; tries++) {
      this.#reads.end()
      try {
        const result = await this.#connection.executeQuery<R>(query)
        if (tries > 0 || this.#db.inTransaction) this.#lock.missedSince = undefined
        return result
      } catch (error) {
        if ((error as { code?: string }).code !== 'SQLITE_BUSY' || this.#db.inTransaction) throw error
        this.#lock.missedSince ??= performance.now()
        if (performance.now() > this.#lock.missedSince + busyMs) throw error
        await new Promise((resolve) => setTimeout(resolve, 2 + 6 * Math.random()))
      }
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    this.#reads.end()
    return this.#connection.streamQuery(query, chunkSize)
  }
}

class WritingDriver extends SqliteDriver {
  readonly #db: Database.Database
  readonly #reads: Snapshot
  readonly #serving: boolean
  readonly #lock = {}
  readonly #place: SamePlace
  #heldSince = Number.POSITIVE_INFINITY
  #comesAgainAt = 0
  constructor(config: SqliteDialectConfig, db: Database.Database, reads: Snapshot, serving: boolean) {
    super(config)
    this.#db = db
    this.#reads = reads
    this.#serving = serving
    this.#place = new SamePlace(db.name)
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new WaitingConnection(await super.acquireConnection(), this.#db, this.#reads, this.#lock)
  }

  // A deferred transaction that reads and then writes fails at once when another wrote in between.
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.#place.require()
    // SQLite gives the lock to whoever happens to ask when it is free: step after step, a long job would never leave it free for a server.
    const ms = this.#serving ? 0 : this.#comesAgainAt - performance.now()
    if (ms > 0 && isServed(this.#db.name)) await new Promise((resolve) => setTimeout(resolve, ms))
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
    this.#heldSince = performance.now()
  }

  override async releaseConnection(): Promise<void> {
    const now = performance.now()
    const heldMs = now - this.#heldSince
    if (heldMs > longHoldMs) this.#comesAgainAt = now + Math.max(giveWayMs, heldMs * giveWayShare)
    this.#heldSince = Number.POSITIVE_INFINITY
    await super.releaseConnection()
  }

  // A disk that fails while the commit is made durable may hold it or not: a later start may find it.
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    this.#place.requireWithin()
    try {
      await super.commitTransaction(connection)
    } catch (error) {
      throw /^SQLITE_IOERR/.test((error as { code?: string }).code ?? '') ? new CommitUnknown(error) : error
    }
  }

  // On a full or failing disk SQLite has rolled back already, and to ask again would hide why.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#db.inTransaction) await super.rollbackTransaction(connection)
  }
}

class WritingDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  readonly #db: Database.Database
  readonly #reads: Snapshot
  readonly #serving: boolean
  constructor(config: SqliteDialectConfig, db: Database.Database, reads: Snapshot, serving: boolean) {
    super(config)
    this.#config = config
    this.#db = db
    this.#reads = reads
    this.#serving = serving
  }
  override createDriver() {
    return new WritingDriver(this.#config, this.#db, this.#reads, this.#serving)
  }
}

function refuseOld(db: Database.Database): void {
  const version = db.prepare('select sqlite_version() as v').pluck().get() as string
  const parts = version.split('.').map(Number)
  for (let i = 0; i < 3; i++) {
    if (parts[i]! > OLDEST[i]!) return
    if (parts[i]! < OLDEST[i]!)
      throw new Error(
        `SQLite ${version} is refused: versions before ${OLDEST.join('.')} can corrupt WAL databases`,
      )
  }
}

/**
 * Opens one write connection and two read-only connections to a file. With `serving`, checkpoints and the wait for the
 * disk have threads of their own, so that no request waits for another's; without, SQLite does both at commit as usual.
 */
export function openSqlite(file: string, serving: boolean): Omit<Db, 'engine'> {
  const writer = new Database(file)
  refuseOld(writer)
  // A server does not wait within SQLite, which would hold everybody up: it asks again.
  writer.pragma(`busy_timeout = ${serving ? 1 : busyMs}`)
  writer.pragma('journal_mode = WAL')
  // NORMAL can lose committed rows at a power cut: a server waits for the disk itself, on another thread.
  writer.pragma(`synchronous = ${serving ? 'NORMAL' : 'FULL'}`)
  writer.pragma('fullfsync = ON')
  writer.pragma('foreign_keys = ON')
  writer.pragma(`cache_size = -${cacheKb.writes}`)
  writer.pragma('mmap_size = 1073741824')
  // Every checkpoint writes each page anew that was touched since the last: an import touches the same ones again and again.
  writer.pragma(`wal_autocheckpoint = ${pagesBetweenCheckpoints}`)
  if (writer.pragma('synchronous', { simple: true }) !== (serving ? 1 : 2))
    throw new Error('SQLite refused what was said of synchronous')
  const reader = new Database(file, { readonly: true })
  reader.pragma(`busy_timeout = ${busyMs}`)
  reader.pragma(`cache_size = -${cacheKb.reads}`)
  reader.pragma('mmap_size = 4294967296')
  // Not mapped: where a disk reads megabytes ahead, it would at every page fault of a mapping.
  const besides = new Database(file, { readonly: true })
  besides.pragma(`busy_timeout = ${busyMs}`)
  besides.pragma(`cache_size = -${cacheKb.cold}`)
  const checkpoints = serving
    ? new Worker(new URL('./checkpointWorker.js', import.meta.url), {
        workerData: { file },
        resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 16 },
      })
    : undefined
  if (checkpoints) {
    checkpoints.unref()
    writer.pragma('wal_autocheckpoint = 0')
    checkpoints.on('error', () => writer.pragma(`wal_autocheckpoint = ${pagesBetweenCheckpoints}`))
  }
  const flushes = serving ? durability(file) : undefined
  const fromReader = withStatementCache(reader)
  const fromWriter = withStatementCache(writer)
  const read = new Kysely<Tables>({ dialect: new SqliteDialect({ database: fromReader }) })
  // Every commit of one connection empties the other's page cache. While no transaction is open the writer sees
  // just what is committed, so hot reads go there and find their pages still warm.
  const reads = oneSnapshot(writer)
  const [byReader, byWriter] = [directly(fromReader), directly(fromWriter)]
  runDirectly(read, {
    // Its connection takes no change, and says so.
    change: byReader.change,
    all(sql, parameters) {
      if (!reads.isOpen()) {
        if (writer.inTransaction) return byReader.all(sql, parameters)
        reads.begin()
      }
      return byWriter.all(sql, parameters)
    },
  })
  const fromBesides = withStatementCache(besides)
  const readCold = new Kysely<Tables>({ dialect: new SqliteDialect({ database: fromBesides }) })
  runDirectly(readCold, directly(fromBesides))
  return {
    // What a plugin is to see goes its way.
    inTransaction: (trx) => (trx.getExecutor().plugins.length > 0 ? undefined : runDirectly(trx, byWriter)),
    write: new Kysely<Tables>({
      dialect: new WritingDialect({ database: fromWriter }, writer, reads, serving),
    }),
    read,
    readCold,
    durable: async () => flushes?.durable(),
    // Kysely closes a handle only once it has used it; the writer goes last, so that it empties the WAL.
    async close() {
      await flushes?.close()
      if (checkpoints) await endThread(checkpoints)
      reader.close()
      besides.close()
      writer.close()
    },
  }
}
