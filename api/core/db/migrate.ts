import { promises as fs } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import type { Db } from './open.ts'

const folder = path.resolve(import.meta.dirname, '../../../migrations')

/** Brings the schema up to date; on PostgreSQL several nodes may call it at once. Returns the names applied. */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({
    db: db.write,
    provider: new FileMigrationProvider({
      fs,
      path,
      migrationFolder: folder,
      import: (file: string) => import(pathToFileURL(file).href),
    } as ConstructorParameters<typeof FileMigrationProvider>[0]),
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName)
}
