import type { SelectQueryBuilder } from 'kysely'
import type { Db } from './open.ts'

/**
 * Holds the rows a query finds until the transaction ends, so that what is decided on them still is so when it is
 * written. SQLite needs none of it: its transactions that write come one after the other. Where several are held, the
 * order is patient, login, case, verification. Keys of rows never change, so rows that refer to a held one are written
 * meanwhile (`for no key update`): with `for update` each foreign key would hold what it names, in no order (2026-11-26).
 */
export function held<Q extends SelectQueryBuilder<never, never, unknown>>(db: Db, query: Q): Q {
  return (
    db.engine === 'postgres'
      ? (query as unknown as SelectQueryBuilder<never, never, unknown>).forNoKeyUpdate()
      : query
  ) as Q
}
