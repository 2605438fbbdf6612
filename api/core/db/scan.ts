import Database from 'better-sqlite3'
import { Client } from './pgClient.ts'

/**
 * A connection for passes over whole tables: rows come as arrays, and SQLite's pages are read rather than mapped, so
 * that memory stays flat whatever the size.
 */
export interface Scan {
  /** Parameters stand as `?` in the text. */
  rows(text: string, parameters: readonly (string | number)[]): Promise<unknown[][]>
  close(): Promise<void>
}

export async function openScan(url: string): Promise<Scan> {
  if (/^postgres(ql)?:/.test(url)) {
    const client = new Client(url)
    await client.connect()
    return {
      async rows(text, parameters) {
        let n = 0
        const numbered = text.replaceAll('?', () => `$${++n}`)
        const query = {
          name: numbered.slice(0, 60),
          text: numbered,
          values: [...parameters],
          rowMode: 'array' as const,
        }
        return (await client.query<unknown[]>(query)).rows
      },
      close: () => client.end(),
    }
  }
  const db = new Database(url.replace(/^sqlite:(\/\/)?/, ''), { readonly: true })
  db.pragma('busy_timeout = 10000')
  db.pragma('cache_size = -32768')
  const statements = new Map<string, Database.Statement>()
  return {
    async rows(text, parameters) {
      let statement = statements.get(text)
      if (!statement) {
        statement = db.prepare(text).raw()
        statements.set(text, statement)
      }
      return statement.all(parameters) as unknown[][]
    },
    async close() {
      db.close()
    },
  }
}
