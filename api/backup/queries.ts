import type { Kysely } from 'kysely'
import { hourMs } from '../core/calendar.ts'
import type { Desk } from '../core/context.ts'
import type { Db } from '../core/db/open.ts'
import type { Tables } from '../core/db/tables.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import type { BackupRow } from './tables.ts'

type Reader = Kysely<Tables>

export const begin = (
  db: Db,
  { id, kind, at, file }: { id: string; kind: BackupRow['kind']; at: Date; file: string },
) =>
  transact(db, (trx) =>
    trx
      .insertInto('backup')
      .values({
        id,
        kind,
        state: 'running',
        at: at.toISOString(),
        finished_at: null,
        file,
        bytes: null,
        took_ms: null,
        restore_ms: null,
        events: null,
        problem: null,
      })
      .execute(),
  )

export const finish = (
  trx: Trx,
  id: string,
  { at, ...row }: Partial<Omit<BackupRow, 'id' | 'kind' | 'at'>> & { at: Date },
) =>
  trx
    .updateTable('backup')
    .set({ ...row, finished_at: at.toISOString() })
    .where('id', '=', id)
    .execute()

/** Whoever calls holds the lock of backups: what still runs by its row ended with its process. */
export const endBrokenOff = (db: Db) =>
  transact(db, (trx) =>
    trx
      .updateTable('backup')
      .set({ state: 'failed', problem: 'the process that made it ended' })
      .where('state', '=', 'running')
      .execute(),
  )

/**
 * The newest of a kind, of those that ended so; of any where none is asked for. What a clock dated that was ahead, by more than those of
 * two nodes may differ, counts as older than all others: else one would be due again and again until that moment (2026-11-27).
 */
export const latest = ({ db, clock }: Desk, kind: BackupRow['kind'], state?: BackupRow['state']) => {
  const ahead = new Date(clock().getTime() + hourMs).toISOString()
  let query = db.read.selectFrom('backup').selectAll().where('kind', '=', kind)
  if (state) query = query.where('state', '=', state)
  return query
    .orderBy((eb) => eb.case().when('at', '>', ahead).then(1).else(0).end())
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export const newestRows = (db: Reader, most: number) =>
  db.selectFrom('backup').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute()
