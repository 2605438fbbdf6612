import { randomUUID } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { generateSync } from 'otplib'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import type { DeskApp } from '../../api/acts/endpoint.ts'
import { createApp } from '../../api/app.ts'
import { type AuditEvent, eventOf } from '../../api/audit/event.ts'
import type { Role } from '../../api/core/access/permissions.ts'
import { readConfig } from '../../api/core/config.ts'
import type { Desk } from '../../api/core/context.ts'
import { systemCtx } from '../../api/core/context.ts'
import { type Db, openDb } from '../../api/core/db/open.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import { appRole } from './globalSetup.ts'
import { type Mailbox, startMailbox } from './mailbox.ts'
import { temporaryFolder } from './templates.ts'

export const origin = 'http://localhost:8080'
export const engine = process.env.TEST_ENGINE === 'postgres' ? 'postgres' : 'sqlite'
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
  stream(path: string): Promise<Response>
}

export interface House {
  desk: Desk
  app: DeskApp
  mailbox: Mailbox
  /** The database as its owner opens it: on PostgreSQL the desk itself serves as a role with fewer rights. */
  owner: Db
  /** Moves the desk's clock forward. */
  later(seconds: number): void
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  signIn(role: Role, name?: string, address?: { street: string; postalCode: string }): Promise<Person>
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

export async function openHouse(): Promise<{ house: House; stop(): Promise<void> }> {
  const folder = temporaryFolder()
  const database = await newDatabase(folder)
  const mailbox = await startMailbox()
  let shift = 0
  const clock = () => new Date(Date.now() + shift)
  const config = readConfig({
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    SMTP_URL: mailbox.url,
    LOG_LEVEL: 'silent',
  })
  const desk = createDesk(config, clock)
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
    return { status: reply.status, headers: reply.headers, body: json && text ? JSON.parse(text) : text }
  }

  const house: House = {
    desk,
    app,
    mailbox,
    owner,
    later: (seconds) => {
      shift += seconds * 1000
    },
    call,
    async signIn(role, name = `${role} Person`, address) {
      const email = `${role}-${randomUUID().slice(0, 8)}@desk.test`
      const { id, link } = await addStaff(systemCtx(desk, 'test', randomUUID()), {
        email,
        name,
        role,
        address,
      })
      const token = link.split('token=')[1]!
      const enrolment = await call('POST', `/api/enrolment/${token}`, { password: goodPassword })
      const { secret } = enrolment.body.totp
      const code = () => generateSync({ secret, epoch: Math.floor(clock().getTime() / 1000) })
      await call('POST', `/api/enrolment/${token}/confirm`, { code: code() })
      const first = await call('POST', '/api/session', { email, password: goodPassword })
      const second = await call(
        'POST',
        '/api/session/second-factor',
        { code: code() },
        { Cookie: cookieOf(first) },
      )
      if (second.status !== 200) throw new Error(`sign-in failed: ${JSON.stringify(second.body)}`)
      const Cookie = cookieOf(second)
      return {
        id,
        role,
        email,
        get: (route) => call('GET', route, undefined, { Cookie }),
        post: (route, body = {}, headers = {}) => call('POST', route, body, { Cookie, ...headers }),
        put: (route, body) => call('PUT', route, body, { Cookie }),
        delete: (route) => call('DELETE', route, undefined, { Cookie }),
        stream: async (route) => app.request(origin + route, { headers: { Cookie, Origin: origin } }),
      }
    },
    rows: (table) => desk.db.write.selectFrom(table).selectAll().execute() as never,
    async audit(action) {
      const rows = await desk.db.write.selectFrom('audit_event').select('body').orderBy('id').execute()
      return rows.map((row) => eventOf(row.body)).filter((event) => !action || event.action === action)
    },
  }
  return {
    house,
    async stop() {
      if (owner !== desk.db) await owner.close()
      await closeDesk(desk)
      await mailbox.stop()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const cookieOf = (reply: Reply) => (reply.headers.get('set-cookie') ?? '').split(';')[0]!

interface TestDatabase {
  url: string
  /** The same for its owner, who may set triggers aside. */
  ownerUrl: string
  drop(): Promise<void>
}

async function newDatabase(folder: string): Promise<TestDatabase> {
  if (engine === 'postgres') return postgresDatabase('template_desk')
  const file = path.join(folder, 'desk.db')
  copyFileSync(inject('sqliteTemplate'), file)
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
      await admin(`create database ${name} template ${template}`)
      break
    } catch (error) {
      if (tries > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const ownerUrl = `${server}/${name}`
  return {
    url: template === 'template_desk' ? ownerUrl.replace('//desk@', `//${appRole}@`) : ownerUrl,
    ownerUrl,
    drop: () => admin(`drop database ${name} with (force)`),
  }
}
