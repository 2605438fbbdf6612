import { sql } from 'kysely'
import type { Db } from '../db/open.ts'
import type { Trx } from '../db/transact.ts'

/** Work that one node at a time does, by the number of its advisory lock: the same on every node, and no two alike. */
const locks = { 'audit-seal': 0x5ea1, adoption: 0xad09 } as const

/** Whether this transaction leads in some work until it ends. On SQLite transactions that write take turns anyway. */
export async function lead(db: Db, trx: Trx, work: keyof typeof locks): Promise<boolean> {
  if (db.engine === 'sqlite') return true
  const { rows } = await sql<{
    mine: boolean
  }>`select pg_try_advisory_xact_lock(${sql.lit(locks[work])}) as mine`.execute(trx)
  return rows[0]!.mine
}
