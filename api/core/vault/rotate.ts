import type { Kysely } from 'kysely'
import type { Db } from '../db/open.ts'
import type { Tables } from '../db/tables.ts'
import { type Trx, transact } from '../db/transact.ts'
import { Conflict } from '../errors.ts'
import { said } from '../words.ts'
import type { Ring } from './ring.ts'
import { unwrap, wrap } from './vault.ts'

const atOnce = 500

/**
 * Makes a key the one that wraps, which whoever wraps meanwhile waits for.
 * @throws Conflict when another rotation was sooner
 */
export async function useKey(trx: Trx, from: string, to: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('key_check')
    .set({ value: to })
    .where('name', '=', 'vault')
    .where('value', '=', from)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n)
    throw new Conflict(
      said('rotated-meanwhile', 'The key was changed meanwhile.', 'La clave se cambió mientras tanto.'),
    )
}

/** Whether any data key is wrapped by another key than this. */
export async function othersWrap(db: Kysely<Tables>, id: string): Promise<boolean> {
  const rows = await db.selectFrom('vault_key').select('wrapped_by').distinct().execute()
  return rows.some((row) => row.wrapped_by !== id)
}

/**
 * Wraps every data key anew, some hundred to a transaction, so that nobody waits; content stays as it is.
 * @returns how many there were
 */
export async function rewrapAll(db: Db, ring: Ring, to: string): Promise<number> {
  for (let done = 0, after = ''; ; ) {
    const rows = await transact(db, async (trx) => {
      const found = await trx
        .selectFrom('vault_key')
        .select(['patient_id', 'wrapped_by', 'wrapped'])
        .where('patient_id', '>', after)
        .orderBy('patient_id')
        .limit(atOnce)
        .execute()
      const old = found.filter((row) => row.wrapped_by !== to)
      for (const row of old)
        await trx
          .updateTable('vault_key')
          .set({ wrapped_by: to, wrapped: wrap(ring, to, row.patient_id, unwrap(ring, row)) })
          .where('patient_id', '=', row.patient_id)
          .execute()
      done += old.length
      return found
    })
    if (rows.length < atOnce) return done
    after = rows.at(-1)!.patient_id
  }
}
