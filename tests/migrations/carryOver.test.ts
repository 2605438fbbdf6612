import { promises as fs, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Kysely } from 'kysely'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { describe, expect, it } from 'vitest'
import { bodyOf, eventOf } from '../../api/audit/event.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { openDb } from '../../api/core/db/open.ts'
import { emptyDatabase } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

const patients = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
const flat = (n: number) => ({
  id: `019a9c50-7b1e-7000-9c1f-${String(n).padStart(12, '0')}`,
  at: '2026-11-22T09:00:00.000Z',
  actor_type: n % 2 ? 'staff' : 'anonymous',
  actor_id: n % 2 ? 'x' : null,
  actor_role: n % 2 ? 'helpdesk' : null,
  session_sid: null,
  ip: '::1',
  action: 'patient.searched',
  outcome: 'success',
  object_type: null,
  object_id: null,
  case_id: null,
  purpose: null,
  request_id: 'r',
  fields: n % 3 ? null : '["b","a"]',
  detail: n % 5 ? null : '{"z":1,"a":["é","\\n"]}',
})

describe('a log from before it was sealed', () => {
  it('is carried over whole: every event as canonical bytes with its patients, all waiting to be sealed', async () => {
    const folder = temporaryFolder()
    const database = await emptyDatabase(folder)
    const db = openDb(database.url)
    const old = db.write as unknown as Kysely<any>
    const migrator = new Migrator({
      db: old,
      provider: new FileMigrationProvider({
        fs,
        path,
        migrationFolder: path.resolve(import.meta.dirname, '../../migrations'),
        import: (file: string) => import(pathToFileURL(file).href),
      } as ConstructorParameters<typeof FileMigrationProvider>[0]),
    })
    const { error } = await migrator.migrateTo('2026-11-22T09-00_spine')
    expect(error).toBeUndefined()
    for (let n = 0; n < 1203; n += 401)
      for (let i = n; i < n + 401; i++) await old.insertInto('audit_event').values(flat(i)).execute()
    for (const patient_id of patients)
      await old
        .insertInto('audit_subject')
        .values({ event_id: flat(7).id, patient_id })
        .execute()

    await migrate(db)
    const rows = await db.write.selectFrom('audit_event').selectAll().orderBy('id').execute()
    expect(rows).toHaveLength(1203)
    expect(await db.write.selectFrom('audit_pending').selectAll().execute()).toHaveLength(1203)
    for (const { id, body } of rows) {
      const event = eventOf(body)
      expect(event.id).toBe(id)
      expect(bodyOf(event)).toBe(body)
    }
    expect(eventOf(rows[7]!.body)).toMatchObject({ actorRole: 'helpdesk', patientIds: patients })
    expect(rows[15]!.body).toContain('"detail":{"a":["é","\\n"],"z":1},"fields":["b","a"]')
    await db.close()
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  })
})
