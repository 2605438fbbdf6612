import { createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { verify } from '@node-rs/argon2'
import Database from 'better-sqlite3'
import { Hono } from 'hono'

/*
 * The floor: the very queries the product runs for the same request, on prepared better-sqlite3 statements behind
 * bare Hono. No session, permission, validation, log or audit. What is stored sealed it hands over so, unless told to open it.
 */
export interface FloorPlan {
  file: string
  port: number
  /** For each workload, the queries of each sample request. */
  samples: Record<string, { sql: string; parameters: unknown[] }[][]>
  passwordHash: string
  password: string
  /** Workloads whose rows have sealed content, which is opened: with which key (hex), and what is bound to it before the row's id. */
  opens?: Record<string, { key: string; bound: string[] }>
}

const plan = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as FloorPlan
const db = new Database(plan.file, { readonly: true })
db.pragma('cache_size = -65536')
db.pragma('mmap_size = 4294967296')
const statements = new Map<string, Database.Statement>()
const prepared = (sql: string) => {
  let statement = statements.get(sql)
  if (!statement) {
    statement = db.prepare(sql)
    statements.set(sql, statement)
  }
  return statement
}

type Row = Record<string, unknown>

/** What no server could show without: the same cipher, by Node's own hand. */
function opened(key: KeyObject, bound: string[], { id, content, ...row }: Row): Row {
  if (typeof content !== 'string') return { id, content, ...row }
  const bytes = Buffer.from(content, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(JSON.stringify([...bound, id])))
  decipher.setAuthTag(bytes.subarray(12, 28))
  const plain = decipher.update(bytes.subarray(28))
  decipher.final()
  return { id, ...row, content: JSON.parse(plain.toString()) }
}

const app = new Hono()
for (const [name, samples] of Object.entries(plan.samples)) {
  let next = 0
  const opens = plan.opens?.[name]
  const key = opens && createSecretKey(Buffer.from(opens.key, 'hex'))
  app.all(`/${name}`, async (c) => {
    if (c.req.method === 'POST') await c.req.json()
    const queries = samples[next++ % samples.length]!
    if (name === 'sign-in') await verify(plan.passwordHash, plan.password)
    return c.json(
      queries.map(({ sql, parameters }) => {
        const rows = prepared(sql).all(parameters) as Row[]
        return key ? rows.map((row) => opened(key, opens!.bound, row)) : rows
      }),
    )
  })
}
serve({ fetch: app.fetch, port: plan.port, hostname: '127.0.0.1' })
