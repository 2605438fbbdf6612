import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'

/*
 * How many acts a case has had. Whoever has it open sees by the count that it changed, whatever the act was: counted where
 * acts are run, so that a new one is no line in any list (2026-11-26).
 */

export async function countCaseAct(trx: Trx, caseId: string): Promise<void> {
  await trx
    .insertInto('case_acts')
    .values({ case_id: caseId, n: 1 })
    .onConflict((oc) => oc.column('case_id').doUpdateSet((eb) => ({ n: eb('case_acts.n', '+', 1) })))
    .execute()
}

export async function caseActs(db: Kysely<Tables>, caseId: string): Promise<number> {
  const row = await db.selectFrom('case_acts').select('n').where('case_id', '=', caseId).executeTakeFirst()
  return row?.n ?? 0
}
