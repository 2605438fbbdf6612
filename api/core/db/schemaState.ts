import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Kysely, sql } from 'kysely'
import type { Db } from './open.ts'
import type { Tables } from './tables.ts'

const folder = path.resolve(import.meta.dirname, '../../../migrations')

/** One change of the schema, frozen in time. */
export interface Migration {
  name: string
  /** SHA-256 of its file, in hexadecimal. */
  hash: string
  load(): Promise<{ up(db: Kysely<never>): Promise<void> }>
}

/** A row of `kysely_migration`; one that a program before 0.2.0 wrote has no hash yet. */
export interface Applied {
  name: string
  hash?: string | null
}

export interface SchemaState {
  applied: Applied[]
  pending: Migration[]
  /** Columns of `kysely_migration`; none where the table is not there. */
  columns: string[]
}

/** The database does not fit this program; the message says what to do. */
export class SchemaRefused extends Error {}

let found: Migration[] | undefined

/** The migrations of this program, in their order. */
export function migrations(): Migration[] {
  found ??= readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.ts'.length),
      hash: createHash('sha256')
        .update(readFileSync(path.join(folder, file)))
        .digest('hex'),
      load: () => import(pathToFileURL(path.join(folder, file)).href),
    }))
  return found
}

/**
 * What was applied to a database and what is still to be.
 * @throws SchemaRefused when something was applied that this program does not have, has otherwise, or has later in order.
 */
export async function readSchema(
  db: Db,
  known: readonly Migration[],
  on: Kysely<Tables> = db.write,
): Promise<SchemaState> {
  const columns = await columnsOfLog(db, on)
  const applied = columns.length ? (await sql<Applied>`select * from kysely_migration`.execute(on)).rows : []
  requireKnown(applied, known)
  return { applied, pending: known.slice(applied.length), columns }
}

/**
 * Puts what was applied in order.
 * @throws SchemaRefused when something was applied that this program does not have, has otherwise, or has later in order.
 */
export function requireKnown(applied: Applied[], known: readonly Migration[]): void {
  applied.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const [i, { name, hash }] of applied.entries()) {
    const own = known.find((migration) => migration.name === name)
    if (!own)
      throw new SchemaRefused(
        `This database was made by a newer version of Portal Desk: it has the migration “${name}”, which this version ` +
          'does not know. Start that version or a later one, or restore the copy made before the update.',
      )
    if (hash && hash !== own.hash)
      throw new SchemaRefused(
        `The migration “${name}” that made this database is not the one this program has, so its tables may differ. ` +
          'Start the version that made the database, or install this one anew from an unaltered release.',
      )
    if (known[i] !== own)
      throw new SchemaRefused(
        `This database has the migration “${name}” and lacks “${known[i]!.name}”, which comes before it. ` +
          'Start the version that made the database.',
      )
  }
}

/**
 * For those that must not change the schema: every command but `migrate`.
 * @throws SchemaRefused when a migration is still to be applied, or as readSchema.
 */
export async function requireCurrentSchema(db: Db): Promise<void> {
  const { applied, pending } = await readSchema(db, migrations())
  if (pending.length === 0) return
  throw new SchemaRefused(
    applied.length === 0
      ? 'This database is empty. Run `npm run desk -- migrate`, or start the server, to set it up.'
      : `This database is older than this program and lacks ${pending.length} of its migrations. ` +
          'Stop the server and run `npm run desk -- migrate`, or start the new server, to bring it up to date.',
  )
}

async function columnsOfLog(db: Db, on: Kysely<Tables>): Promise<string[]> {
  const query =
    db.engine === 'postgres'
      ? sql<{ name: string }>`select attname as name from pg_attribute
          where attrelid = to_regclass('kysely_migration') and attnum > 0 and not attisdropped`
      : sql<{ name: string }>`select name from pragma_table_info('kysely_migration')`
  return (await query.execute(on)).rows.map((row) => row.name)
}
