import { rmSync } from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../api/core/db/migrate.ts'
import { openDb } from '../../api/core/db/open.ts'
import { temporaryFolder } from './templates.ts'

/** One migrated file for all tests on SQLite. */
export default async function setup(project: TestProject) {
  const folder = temporaryFolder()
  const file = path.join(folder, 'template.db')
  const db = openDb(`sqlite:${file}`)
  await migrate(db)
  await db.close()
  project.provide('sqliteTemplate', file)
  return () => rmSync(folder, { recursive: true, force: true })
}
