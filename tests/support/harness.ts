import { randomUUID } from 'node:crypto'
import { copyFileSync, cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, inject, it } from 'vitest'
import type { DeskApp } from '../../api/acts/endpoint.ts'
import { actsPolicy } from '../../api/acts/policy.ts'
import { createApp } from '../../api/app.ts'
import { type AuditEvent, eventOf } from '../../api/audit/event.ts'
import type { Role } from '../../api/core/access/permissions.ts'
import { readConfig } from '../../api/core/config.ts'
import type { Desk } from '../../api/core/context.ts'
import { systemCtx } from '../../api/core/context.ts'
import { type Db, openDb } from '../../api/core/db/open.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { transact } from '../../api/core/db/transact.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import { type Mailbox, startMailbox } from './mailbox.ts'
import { appRole, temporaryFolder } from './templates.ts'

export const origin = 'http://localhost:8080'
export const engine = process.env.TEST_ENGINE === 'postgres' ? 'postgres' : 'sqlite'
/**
 * What shows the same on either engine, among tests that do not: no race, and no statement of ours that no other test sends to
 * PostgreSQL (counted test by test, 2026-11-28). SQLite answers it; with `BOTH_ENGINES=1` PostgreSQL does, too.
 */
export const itOnce = it.skipIf(engine === 'postgres' && process.env.BOTH_ENGINES !== '1')
export const goodPassword = 'correct horse battery staple'

export interface Reply {
  status: number
  body: any
  headers: Headers
}

/** Someone with a cookie jar. */
export interface Person {
  id: string
  role: Role
  email: string
  get(path: string): Promise<Reply>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  put(path: string, body: unknown): Promise<Reply>
  delete(path: string): Promise<Reply>
  /** The answer before its body is read. */
  stream(path: string, accept?: string): Promise<Response>
}

export interface House {
  desk: Desk
  app: DeskApp
  mailbox: Mailbox
  /** The database as its owner opens it: on PostgreSQL the desk itself serves as a role with fewer rights. */
  owner: Db
  /** Moves the desk's clock forward. */
  later(seconds: number): void
  /** From now on the desk's clock moves by `later` only: what a busy machine takes is no time that passed. */
  stopClock(): void
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  /**
   * A new staff member with a session as a sign-in of this moment leaves it. Password and second factor are not gone
   * through, since each costs a hash: what is about them signs in by hand (`signInByHand.ts`).
   */
  signIn(role: Role, name?: string, address?: { street: string; postalCode: string }): Promise<Person>
  /** Whoever holds a Cookie header, as a person to ask with. */
  withCookie(cookie: string): Pick<Person, 'get' | 'post' | 'put' | 'delete' | 'stream'>
  /** All rows of a table, for what no endpoint shows. */
  rows<T extends keyof Tables>(table: T): Promise<Tables[T][]>
  audit(action?: string): Promise<AuditEvent[]>
}

/** A house of its own for the tests of one file: app, database of the engine under test, SMTP server, clock. */
export function houseForTests(): House {
  const house = {} as House
  let stop: () => Promise<void>
  beforeAll(async () => {
    const opened = await openHouse()
    Object.assign(house, opened.house)
    stop = opened.stop
  })
  afterAll(() => stop?.())
  return house
}

/** A house that was closed and left as it was, to be opened many times over. */
export interface KeptHouse {
  folder: string
  /** Of its database on PostgreSQL; on SQLite that is a file in the folder. */
  database: string
  drop(): Promise<void>
}

export interface OpenedHouse {
  house: House
  stop(): Promise<void>
  /** Closes the house and leaves its database and keys for others to be opened `like` it. */
  keep(): Promise<KeptHouse>
}

export async function openHouse(like?: KeptHouse): Promise<OpenedHouse> {
  const folder = temporaryFolder()
  if (like) cpSync(like.folder, folder, { recursive: true })
  const database = await newDatabase(folder, like)
  const mailbox = await startMailbox()
  let shift = 0
  let stoppedAt: number | undefined
  const clock = () => new Date((stoppedAt ?? Date.now()) + shift)
  const config = readConfig({
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    SMTP_URL: mailbox.url,
    LOG_LEVEL: 'silent',
  })
  const desk = createDesk(config, clock)
  // Tests ask faster than people do; what a session may ask for has tests of its own.
  await savePolicy(desk.db.write, { requestsAMinute: actsPolicy.requestsAMinute.most }, actsPolicy)
  // No test looks at what a power cut would lose, and to wait for the disk at every commit was half of a run; PostgreSQL does not either.
  if (engine === 'sqlite') await sql`pragma synchronous = off`.execute(desk.db.write)
  const app = createApp(desk)
  const owner = engine === 'postgres' ? openDb(database.ownerUrl) : desk.db

  const call: House['call'] = async (method, route, body, headers = {}) => {
    const reply = await app.request(origin + route, {
      method,
      headers: {
        Origin: origin,
        ...(method === 'GET' ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await reply.text()
    const json = /[/+]json\b/.test(reply.headers.get('content-type') ?? '')
    const answer = {
      status: reply.status,
      headers: reply.headers,
      body: json && text ? JSON.parse(text) : text,
    }
    // Crowds are refused by how long a turn takes, and have tests of their own; all others come again, as they are told to.
    if (answer.status !== 503 || answer.body.code !== 'busy') return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
    return call(method, route, body, headers)
  }

  const house: House = {
    desk,
    app,
    mailbox,
    owner,
    later: (seconds) => {
      shift += seconds * 1000
    },
    stopClock: () => {
      stoppedAt ??= Date.now()
    },
    call,
    async signIn(role, name = `${role} Person`, address) {
      const email = `${role}-${randomUUID().slice(0, 8)}@desk.test`
      const { id } = await addStaff(systemCtx(desk, 'test', randomUUID()), { email, name, role, address })
      await desk.db.write
        .updateTable('staff')
        .set({ status: 'active', version: 2, last_sign_in_at: clock().toISOString() })
        .where('id', '=', id)
        .execute()
      const cookie = cookiePart(await transact(desk.db, (trx) => desk.sessions.start(trx, id, 'complete')))
      return { id, role, email, ...house.withCookie(cookie) }
    },
    withCookie: (Cookie) => ({
      get: (route) => call('GET', route, undefined, { Cookie }),
      post: (route, body = {}, headers = {}) => call('POST', route, body, { Cookie, ...headers }),
      put: (route, body) => call('PUT', route, body, { Cookie }),
      delete: (route) => call('DELETE', route, undefined, { Cookie }),
      stream: async (route, accept = '*/*') =>
        app.request(origin + route, { headers: { Cookie, Origin: origin, Accept: accept } }),
    }),
    rows: (table) => desk.db.write.selectFrom(table).selectAll().execute() as never,
    async audit(action) {
      let events = desk.db.write.selectFrom('audit_event').select('body').orderBy('id')
      if (action) events = events.where('body', 'like', `%"action":"${action}"%`)
      return (await events.execute()).map((row) => eventOf(row.body))
    },
  }
  const close = async () => {
    if (owner !== desk.db) await owner.close()
    await closeDesk(desk)
    await mailbox.stop()
  }
  const drop = async () => {
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    house,
    async stop() {
      await close()
      await drop()
    },
    async keep() {
      await close()
      return { folder, database: path.basename(database.ownerUrl), drop }
    },
  }
}

const cookiePart = (setCookie: string) => setCookie.split(';')[0]!
export const cookieOf = (reply: Reply) => cookiePart(reply.headers.get('set-cookie') ?? '')

interface TestDatabase {
  url: string
  /** The same for its owner, who may set triggers aside. */
  ownerUrl: string
  drop(): Promise<void>
}

async function newDatabase(folder: string, like?: KeptHouse): Promise<TestDatabase> {
  if (engine === 'postgres') return postgresDatabase(like?.database ?? 'template_desk')
  const file = path.join(folder, 'desk.db')
  if (!like) copyFileSync(inject('sqliteTemplate'), file)
  return { url: `sqlite:${file}`, ownerUrl: `sqlite:${file}`, drop: async () => {} }
}

/** A database of the engine under test that no migration has touched. */
export async function emptyDatabase(folder: string): Promise<TestDatabase> {
  if (engine === 'postgres') return postgresDatabase('template0')
  const url = `sqlite:${path.join(folder, 'empty.db')}`
  return { url, ownerUrl: url, drop: async () => {} }
}

async function postgresDatabase(template: string): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const name = `desk_${randomUUID().replaceAll('-', '')}`
  const admin = async (sql: string) => {
    const client = new pg.Client(`${server}/postgres`)
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  // Two copies of one template at once collide: the server takes the template for itself while it copies.
  for (let tries = 0; ; tries++) {
    try {
      await admin(`create database ${name} template ${template} strategy file_copy`)
      break
    } catch (error) {
      if (tries > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const ownerUrl = `${server}/${name}`
  return {
    url: template === 'template0' ? ownerUrl : ownerUrl.replace('//desk@', `//${appRole}@`),
    ownerUrl,
    drop: () => admin(`drop database ${name} with (force)`),
  }
}
