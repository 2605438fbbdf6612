import type { SelectQueryBuilder } from 'kysely'
import type { Db } from './open.ts'

/**
 * Holds the rows a query finds until the transaction ends, so that what is decided on them still is so when it is
 * written. SQLite needs none of it: its transactions that write come one after the other. Where several are held, the
 * order is patient, login, case, verification.
 */
export function held<Q extends SelectQueryBuilder<never, never, unknown>>(db: Db, query: Q): Q {
  return (
    db.engine === 'postgres'
      ? (query as unknown as SelectQueryBuilder<never, never, unknown>).forUpdate()
      : query
  ) as Q
}
