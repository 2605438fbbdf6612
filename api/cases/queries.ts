import { type Kysely, sql } from 'kysely'
import type { CaseRow, Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'

type Reader = Kysely<Tables>

export function caseSummaries(db: Reader) {
  return db
    .selectFrom('support_case as c')
    .innerJoin('patient as p', 'p.id', 'c.patient_id')
    .innerJoin('staff as o', 'o.id', 'c.opened_by')
    .leftJoin('staff as a', 'a.id', 'c.assigned_to')
    .selectAll('c')
    .select(['p.family_name', 'p.given_name', 'o.name as opened_by_name', 'a.name as assigned_to_name'])
}
export type CaseSummary = Awaited<ReturnType<ReturnType<typeof caseSummaries>['executeTakeFirstOrThrow']>>

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

/** Changes a case that is not closed and still has the version seen; false otherwise. */
export async function changeCase(
  trx: Trx,
  id: string,
  version: number,
  change: Partial<CaseRow>,
): Promise<boolean> {
  const result = await trx
    .updateTable('support_case')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '!=', 'closed')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export function notesOf(db: Reader, caseId: string) {
  return db
    .selectFrom('case_note as n')
    .innerJoin('staff as s', 's.id', 'n.staff_id')
    .select(['n.id', 'n.kind', 'n.text', 'n.created_at', 's.name'])
    .where('n.case_id', '=', caseId)
    .orderBy('n.created_at')
    .orderBy('n.id')
    .execute()
}

export function verificationsOf(db: Reader, caseId: string) {
  return db
    .selectFrom('verification as v')
    .innerJoin('staff as s', 's.id', 'v.staff_id')
    .selectAll('v')
    .select('s.name')
    .where('v.case_id', '=', caseId)
    .orderBy('v.created_at', 'desc')
    .execute()
}

/** What happened to the patient's login since the case was opened. */
export async function progressOf(db: Reader, row: { id: string; patient_id: string; opened_at: string }) {
  const [account, steps, mails] = await Promise.all([
    db
      .selectFrom('portal_account')
      .select(['status', 'last_sign_in_at'])
      .where('patient_id', '=', row.patient_id)
      .executeTakeFirst(),
    db
      .selectFrom('portal_event')
      .select(['at', 'kind', 'reason'])
      .where('patient_id', '=', row.patient_id)
      .where('at', '>=', row.opened_at)
      .orderBy('at', 'desc')
      .limit(30)
      .execute(),
    db
      .selectFrom('mail')
      .select(['id', 'template', 'status', 'last_error', 'created_at'])
      .where('patient_id', '=', row.patient_id)
      .where('created_at', '>=', row.opened_at)
      .orderBy('created_at', 'desc')
      .limit(10)
      .execute(),
  ])
  return {
    accountStatus: account?.status ?? 'none',
    lastSignInAt: account?.last_sign_in_at ?? null,
    signedInSinceOpened: !!account?.last_sign_in_at && account.last_sign_in_at >= row.opened_at,
    steps: steps.reverse(),
    mails: mails.map((m) => ({
      id: m.id,
      template: m.template,
      status: m.status,
      lastError: m.last_error,
      at: m.created_at,
    })),
  }
}
