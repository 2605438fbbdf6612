import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { verify } from '@node-rs/argon2'
import Database from 'better-sqlite3'
import { Hono } from 'hono'

/*
 * The floor: the very queries the product runs for the same request, on prepared better-sqlite3 statements behind
 * bare Hono. No session, permission, validation, log or audit.
 */
export interface FloorPlan {
  file: string
  port: number
  /** For each workload, the queries of each sample request. */
  samples: Record<string, { sql: string; parameters: unknown[] }[][]>
  passwordHash: string
  password: string
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

const app = new Hono()
for (const [name, samples] of Object.entries(plan.samples)) {
  let next = 0
  app.all(`/${name}`, async (c) => {
    if (c.req.method === 'POST') await c.req.json()
    const queries = samples[next++ % samples.length]!
    if (name === 'sign-in') await verify(plan.passwordHash, plan.password)
    return c.json(queries.map(({ sql, parameters }) => prepared(sql).all(parameters)))
  })
}
serve({ fetch: app.fetch, port: plan.port, hostname: '127.0.0.1' })
