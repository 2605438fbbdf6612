import { type Kysely, sql } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { patientNames } from '../patients/published.ts'
import { staffNames } from '../staff/published.ts'
import type { CaseRow } from './tables.ts'

type Reader = Kysely<Tables>

export function caseSummaries(db: Reader) {
  return db
    .selectFrom('support_case as c')
    .innerJoin(patientNames(db).as('p'), 'p.id', 'c.patient_id')
    .innerJoin(staffNames(db).as('o'), 'o.id', 'c.opened_by')
    .leftJoin(staffNames(db).as('a'), 'a.id', 'c.assigned_to')
    .selectAll('c')
    .select(['p.family_name', 'p.given_name', 'o.name as opened_by_name', 'a.name as assigned_to_name'])
}
export type CaseSummary = Awaited<ReturnType<ReturnType<typeof caseSummaries>['executeTakeFirstOrThrow']>>

export function caseById(db: Reader, id: string): Promise<CaseRow | undefined> {
  return db.selectFrom('support_case').selectAll().where('id', '=', id).executeTakeFirst()
}

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

/** Changes a case that the transaction holds. */
export async function changeCase(trx: Trx, row: CaseRow, change: Partial<CaseRow>): Promise<void> {
  await trx
    .updateTable('support_case')
    .set({ ...change, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute()
}

/** Marks the patient's open cases: whoever watches them sees that the patient got in. */
export async function markSignedIn(trx: Trx, patientId: string, at: string): Promise<void> {
  await trx
    .updateTable('support_case')
    .set({ signed_in_at: at })
    .where('patient_id', '=', patientId)
    .where('status', '!=', 'closed')
    .where('signed_in_at', 'is', null)
    .execute()
}

export function notesOf(db: Reader, caseId: string) {
  return db
    .selectFrom('case_note as n')
    .innerJoin(staffNames(db).as('s'), 's.id', 'n.staff_id')
    .select(['n.id', 'n.kind', 'n.text', 'n.created_at', 's.name'])
    .where('n.case_id', '=', caseId)
    .orderBy('n.created_at')
    .orderBy('n.id')
    .execute()
}
