import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { sql } from 'kysely'
import { generateSync } from 'otplib'
import { expect, it } from 'vitest'
import { createApp } from '../../api/app.ts'
import { commandLine } from '../../api/commandLine.ts'
import { readConfig } from '../../api/core/config.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { type Db, openDb } from '../../api/core/db/open.ts'
import { migrations } from '../../api/core/db/schemaState.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { emptyDatabase, engine, origin } from '../support/harness.ts'
import { temporaryFolder } from '../support/templates.ts'

/** What a demo of a released version left, with what is counted anew (`adoption_rollup`) left out. */
interface Released {
  version: string
  at: string
  keys: Record<string, string>
  files: Record<string, string>
  logins: { staff: { email: string; password: string; secret: string }[]; patientPassword: string }
  tables: Record<string, { columns: string[]; rows: unknown[][] }>
}

const folderOf = path.resolve(import.meta.dirname, '../fixtures/released')
const read = (file: string): Released =>
  JSON.parse(zstdDecompressSync(readFileSync(path.join(folderOf, file))).toString())

const atOnce = 100

/** A database as that version had it: its own migrations, then its rows, whatever order they refer to each other in. */
async function fill(db: Db, { tables }: Released): Promise<void> {
  const applied = tables.kysely_migration!.rows.map((row) => row[0])
  const own = migrations().slice(0, applied.length)
  expect(own.map(({ name }) => name)).toEqual(applied.sort())
  await migrate(db, own)
  const numbered = engine === 'postgres' ? 'overriding system value' : ''
  const there = new Set((await db.write.introspection.getTables()).map(({ name }) => name))
  // What one engine needs and the other has another way (an index of the log by patient) is not in both.
  const names = Object.keys(tables).filter((name) => !name.startsWith('kysely_') && there.has(name))
  if (engine === 'sqlite') await sql`pragma foreign_keys = off`.execute(db.write)
  await db.write.transaction().execute(async (trx) => {
    if (engine === 'postgres') await sql`set local session_replication_role = replica`.execute(trx)
    for (const name of names) {
      const { columns, rows } = tables[name]!
      // What migrations put there themselves.
      await sql`delete from ${sql.table(name)}`.execute(trx)
      for (let n = 0; n < rows.length; n += atOnce)
        await sql`insert into ${sql.table(name)} (${sql.join(columns.map((one) => sql.ref(one)))}) ${sql.raw(numbered)}
          values ${sql.join(rows.slice(n, n + atOnce).map((row) => sql`(${sql.join(row)})`))}`.execute(trx)
    }
    if (engine === 'postgres')
      await sql`select setval(pg_get_serial_sequence(c.relname, attname),
          (xpath('/row/n/text()', query_to_xml(format('select coalesce(max(%I), 0) + 1 as n from %I', attname, c.relname), false, true, '')))[1]::text::bigint, false)
        from pg_attribute join pg_class c on c.oid = attrelid
        where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and attidentity <> ''`.execute(
        trx,
      )
  })
  if (engine === 'sqlite') await sql`pragma foreign_keys = on`.execute(db.write)
}

it.each(readdirSync(folderOf))(
  'a database of version %s is updated with all that was in it',
  async (file) => {
    const was = read(file)
    const folder = temporaryFolder()
    for (const [name, text] of Object.entries({ ...was.keys, ...was.files }))
      writeFileSync(path.join(folder, name), text, { mode: 0o600 })
    const { url, drop } = await emptyDatabase(folder)
    const old = openDb(url)
    await fill(old, was)
    await old.close()

    const env = { DATABASE_URL: url, DATA_DIR: folder }
    let said = ''
    const hear = (text: string) => {
      said += `${text}\n`
    }
    const command = async (line: string) => {
      said = ''
      return [await commandLine(line.split(' '), env, { print: hear, complain: hear }), said] as const
    }
    expect(await command('staff list')).toEqual([1, expect.stringMatching(/older than this program/)])
    expect(await command('migrate')).toEqual([0, expect.stringMatching(/up to date/)])
    expect(await command('audit verify --index')).toEqual([0, expect.stringMatching(/as it was sealed/)])

    // As on the day it was left: accounts that nobody used for long are closed.
    const since = Date.parse(was.at) - Date.now()
    const desk = createDesk(
      readConfig({ ...env, LOG_LEVEL: 'silent' }),
      () => new Date(Date.now() + since + 60_000),
    )
    for (const name of ['patient', 'portal_account', 'staff', 'support_case', 'encounter', 'mail'] as const) {
      const { id, count } = await desk.db.read
        .selectFrom(name)
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('id').as('id')])
        .executeTakeFirstOrThrow()
      const { columns, rows } = was.tables[name]!
      const ids = rows.map((row) => row[columns.indexOf('id')] as string).sort()
      expect([name, count, id]).toEqual([name, ids.length, ids.at(-1)])
    }

    const app = createApp(desk)
    const post = async (at: string, body: object, headers: object = {}) => {
      const reply = await app.request(origin + at, {
        method: 'POST',
        headers: { Origin: origin, 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
      return {
        status: reply.status,
        cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '',
        body: await reply.json(),
      }
    }
    const agent = was.logins.staff[0]!
    const first = await post('/api/session', { email: agent.email, password: agent.password })
    const code = generateSync({ secret: agent.secret, epoch: Math.floor(desk.clock().getTime() / 1000) })
    const second = await post('/api/session/second-factor', { code }, { Cookie: first.cookie })
    expect([first.status, second.status]).toEqual([200, 200])
    const { columns, rows } = was.tables.patient!
    const patient = Object.fromEntries(columns.map((name, n) => [name, rows[0]![n]])) as Record<
      string,
      string
    >
    const found = await post(
      '/api/patients/search',
      { filter: { q: `${patient.family_name} ${patient.birth_date}` } },
      { Cookie: second.cookie },
    )
    expect(found.body.data.map((one: { id: string }) => one.id)).toContain(patient.id)

    const accounts = was.tables.portal_account!
    const at = (name: string) => accounts.columns.indexOf(name)
    const active = accounts.rows.find((row) => row[at('status')] === 'active' && !row[at('second_factor')])!
    const signedIn = await post('/portal/v1/session', {
      username: active[at('username')],
      password: was.logins.patientPassword,
    })
    expect(signedIn.status).toBe(200)
    await closeDesk(desk)
    await drop()
    rmSync(folder, { recursive: true, force: true })
  },
)
