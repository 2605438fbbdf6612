import { rmSync } from 'node:fs'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { grantRole } from '../../api/audit/seal/grant.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { openDb } from '../../api/core/db/open.ts'
import { startPostgres } from './postgres.ts'
import { sqliteTemplate } from './templates.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
    sqliteTemplate: string
  }
}

/** The role the desk serves as on PostgreSQL: what may not be done to the log is not possible in any test. */
export const appRole = 'desk_app'

/** One PostgreSQL and one migrated template for each engine; every test database is a copy of a template. */
export default async function setup(project: TestProject) {
  const postgres = await startPostgres()
  const client = new pg.Client(`${postgres.url}/postgres`)
  await client.connect()
  await client.query('create database template_desk')
  await client.query(`create role ${appRole} login`)
  await client.end()
  const template = openDb(`${postgres.url}/template_desk`)
  await migrate(template)
  await grantRole(template, appRole)
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
