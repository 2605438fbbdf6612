import { sql } from 'kysely'
import { copyBeforeUpdate } from './copyBeforeUpdate.ts'
import type { Db } from './open.ts'
import { type Migration, migrations, readSchema, SchemaRefused, type SchemaState } from './schemaState.ts'
import { type Trx, transact } from './transact.ts'

/*
 * Decision of 2026-11-25: a runner of our own in the place of Kysely's Migrator. That one runs all that is to be done on
 * PostgreSQL in one transaction, and on SQLite in none, though its DDL is transactional: a process that ended within an
 * update left a database that nothing opened. Here each migration and its row are one transaction on both engines. The
 * rows stay in Kysely's table, with a hash beside them, so that versions before 0.2.0 go on refusing a newer database.
 */

/** The number Kysely's Migrator locks by: a node that is still of an older version waits for ours, and ours for it. */
const migrationLock = '3853314791062309107'

export type Beside = (trx: Trx, migration: Migration) => Promise<void>

/**
 * Brings the schema up to date; several processes may call it at once. An existing SQLite database is copied first.
 * @param beside what belongs to a migration and needs more than the schema; it is one transaction with it
 * @returns the names applied.
 * @throws SchemaRefused when the database does not fit this program, or there is no room for the copy; an error that
 * names the migration that failed, which then left nothing behind.
 */
export async function migrate(
  db: Db,
  known: readonly Migration[] = migrations(),
  beside?: Beside,
): Promise<string[]> {
  const before = await readSchema(db, known)
  if (before.pending.length === 0 && isStamped(before)) return []
  const keepCopy = db.engine === 'sqlite' ? await copyBeforeUpdate(db, before.applied.length) : undefined
  const done: string[] = []
  // A table that others point to can be made anew only while nobody looks; each step looks before it commits.
  if (db.engine === 'sqlite') await sql`pragma foreign_keys = off`.execute(db.write)
  try {
    for (let name = await applyNext(db, known, beside); name; name = await applyNext(db, known, beside))
      done.push(name)
  } finally {
    if (db.engine === 'sqlite') await sql`pragma foreign_keys = on`.execute(db.write)
  }
  keepCopy?.()
  return done
}

const isStamped = ({ applied, columns }: SchemaState) =>
  columns.includes('hash') && applied.every((row) => row.hash)

/** One transaction: the next migration and its row. @returns its name, or nothing when none was left. */
async function applyNext(db: Db, known: readonly Migration[], beside?: Beside): Promise<string | undefined> {
  let next: Migration | undefined
  try {
    return await transact(db, async (trx) => {
      if (db.engine === 'postgres') await waitForOthers(trx)
      const state = await readSchema(db, known, trx)
      await stamp(trx, state, known)
      next = state.pending[0]
      if (!next) return undefined
      await (await next.load()).up(trx as never)
      await beside?.(trx, next)
      if (db.engine === 'sqlite') await requireForeignKeys(trx)
      await sql`insert into kysely_migration (name, timestamp, hash)
        values (${next.name}, ${new Date().toISOString()}, ${next.hash})`.execute(trx)
      return next.name
    })
  } catch (error) {
    if (error instanceof SchemaRefused) throw error
    const { message, code } = error as Error & { code?: string }
    if (code === '42501')
      throw new SchemaRefused(
        `This role may not change the schema (${message}). Run \`npm run desk -- migrate\` as the owner of the tables.`,
        { cause: error },
      )
    if (!next) throw error
    throw new Error(`the migration “${next.name}” failed and was undone: ${message}`, {
      cause: error,
    })
  }
}

/** Limits of a serving connection would cut a long migration; then one node after the other. */
async function waitForOthers(trx: Trx): Promise<void> {
  await sql`select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
    set_config('idle_in_transaction_session_timeout', '0', true)`.execute(trx)
  await sql`select pg_advisory_xact_lock(${sql.raw(migrationLock)})`.execute(trx)
}

/** Makes the table of what was applied, or takes over one that holds no hashes. */
async function stamp(trx: Trx, state: SchemaState, known: readonly Migration[]): Promise<void> {
  if (state.columns.length === 0)
    await sql`create table kysely_migration (
      name varchar(255) not null primary key, timestamp varchar(255) not null, hash text)`.execute(trx)
  else if (!state.columns.includes('hash'))
    await sql`alter table kysely_migration add column hash text`.execute(trx)
  const hashes = new Map(known.map(({ name, hash }) => [name, hash]))
  for (const { name } of state.applied.filter((row) => !row.hash))
    await sql`update kysely_migration set hash = ${hashes.get(name)!} where name = ${name}`.execute(trx)
}

async function requireForeignKeys(trx: Trx): Promise<void> {
  const { rows } = await sql<{ child: string; parent: string }>`
    select distinct "table" as child, parent from pragma_foreign_key_check limit 1`.execute(trx)
  if (rows[0]) throw new Error(`a row of ${rows[0].child} would point to no row of ${rows[0].parent}`)
}
