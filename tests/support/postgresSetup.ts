import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { grantRole } from '../../api/audit/seal/grant.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { openDb } from '../../api/core/db/open.ts'
import { startPostgres } from './postgres.ts'
import { appRole } from './templates.ts'

/** Hundreds of small databases that live for seconds: none is tended, and nothing must outlive a crash. */
const shortLived = [
  'shared_buffers=128MB',
  'autovacuum=off',
  'synchronous_commit=off',
  'checkpoint_timeout=1h',
  'max_wal_size=4GB',
]

/** One PostgreSQL with one migrated template for all tests on it. */
export default async function setup(project: TestProject) {
  const postgres = await startPostgres(undefined, shortLived)
  const client = new pg.Client(`${postgres.url}/postgres`)
  await client.connect()
  await client.query('create database template_desk')
  await client.query(`create role ${appRole} login`)
  await client.end()
  const template = openDb(`${postgres.url}/template_desk`)
  await migrate(template)
  await grantRole(template, appRole)
  await template.close()
  project.provide('postgresUrl', postgres.url)
  return () => postgres.stop()
}
