import type Database from 'better-sqlite3'
import type { SqliteDatabase } from 'kysely'
import type { Direct } from './prepared.ts'

const mostKept = 500

// Kysely prepares at every execution; the same text is the same statement.
export function withStatementCache(db: Database.Database): SqliteDatabase {
  const statements = new Map<string, Database.Statement>()
  return {
    close: () => db.close(),
    prepare(sql: string) {
      let statement = statements.get(sql)
      if (!statement) {
        if (statements.size >= mostKept) statements.delete(statements.keys().next().value!)
        statement = db.prepare(sql)
        statements.set(sql, statement)
      }
      return statement as never
    },
  }
}

/** The same connection without a queue. */
export const directly = (statements: SqliteDatabase): Direct => {
  const prepare = (sql: string) => statements.prepare(sql) as unknown as Database.Statement
  return {
    all(sql, parameters) {
      const statement = prepare(sql)
      if (statement.reader) return statement.all(parameters)
      statement.run(parameters)
      return []
    },
    change: (sql, parameters) => prepare(sql).run(parameters).changes,
  }
}
