import { rmSync } from 'node:fs'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../api/db/migrate.ts'
import { openDb } from '../../api/db/open.ts'
import { startPostgres } from './postgres.ts'
import { sqliteTemplate } from './templates.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
    sqliteTemplate: string
  }
}

/** One PostgreSQL and one migrated template for each engine; every test database is a copy of a template. */
export default async function setup(project: TestProject) {
  const postgres = await startPostgres()
  const client = new pg.Client(`${postgres.url}/postgres`)
  await client.connect()
  await client.query('create database template_desk')
  await client.end()
  const template = openDb(`${postgres.url}/template_desk`)
  await migrate(template)
  await template.close()

  const file = sqliteTemplate()
  const sqlite = openDb(`sqlite:${file}`)
  await migrate(sqlite)
  await sqlite.close()

  project.provide('postgresUrl', postgres.url)
  project.provide('sqliteTemplate', file)
  return async () => {
    await postgres.stop()
    rmSync(file, { force: true })
  }
}
