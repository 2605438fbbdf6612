import { sql } from 'kysely'
import type { Trx } from '../core/db/transact.ts'
import type { CaseRow } from './tables.ts'

/** Inserts a case under the next free number; a number taken meanwhile by another node is tried again. */
export async function insertCase(trx: Trx, row: Omit<CaseRow, 'number'>): Promise<CaseRow> {
  for (;;) {
    const { next } = await trx
      .selectFrom('support_case')
      .select(sql<number>`coalesce(max(number), 1000) + 1`.as('next'))
      .executeTakeFirstOrThrow()
    const full = { ...row, number: Number(next) }
    const result = await trx
      .insertInto('support_case')
      .values(full)
      .onConflict((oc) => oc.column('number').doNothing())
      .executeTakeFirst()
    if (result.numInsertedOrUpdatedRows === 1n) return full
  }
}

/** Puts a call back off, unless that was done so often in a row. @returns whether it was */
export async function postpone(
  trx: Trx,
  row: CaseRow,
  change: Partial<CaseRow>,
  atMost: number,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('support_case')
    .set((eb) => ({ ...change, postponements: eb('postponements', '+', 1), version: row.version + 1 }))
    .where('id', '=', row.id)
    .where('postponements', '<', atMost)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Changes a case that the transaction holds. */
export async function changeCase(trx: Trx, row: CaseRow, change: Partial<CaseRow>): Promise<void> {
  await trx
    .updateTable('support_case')
    .set({ ...change, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute()
}

/** Takes a case that nobody has, as it was seen. @returns whether it was still free */
export async function takeFree(trx: Trx, row: CaseRow, staffId: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('support_case')
    .set({ assigned_to: staffId, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('assigned_to', 'is', null)
    .where('version', '=', row.version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
