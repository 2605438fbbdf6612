import { type Kysely, sql } from 'kysely'
import { caseTimes } from '../cases/published.ts'
import { dayBefore } from '../core/calendar.ts'
import { preparedBy } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { staffNames } from '../staff/published.ts'
import { doubts } from './lists.ts'
import type { VerificationRow } from './tables.ts'

export type { VerificationRow } from './tables.ts'

/*
 * What other rooms may read of the callers: how verifications went, and how often was answered wrongly.
 */

/** When callers were asked who they are, by whom, and how that ended. */
export const callersChecked = (db: Kysely<Tables>) =>
  db.selectFrom('verification').select(['id', 'patient_id', 'staff_id', 'tier', 'failed', 'created_at'])

/**
 * What each person asked callers since a moment: how many verifications by answers there were and how many did not prove the caller;
 * and of all, with photo IDs and outside services, how many a second person approved and how many declined. A photo ID fails by no answer:
 * it would make the share of those who failed smaller than it is (2026-11-27).
 */
export async function checksSince(db: Kysely<Tables>, since: string): Promise<Map<string, Checks>> {
  const byAnswers = sql<number>`case when v.photo_document is null and v.proofing is null then 1 else 0 end`
  const rows = await db
    .selectFrom(caseTimes(db).where('opened_at', '>=', since).as('c'))
    .innerJoin('verification as v', 'v.case_id', 'c.id')
    .select(({ fn }) => ['v.staff_id', fn.countAll().as('all'), fn.sum('v.failed').as('failed')])
    .select(({ fn }) => [fn.sum(byAnswers).as('asked'), fn.count('v.approved_by').as('approved')])
    .select(({ fn }) => fn.count('v.declined_by').as('declined'))
    .groupBy('v.staff_id')
    .execute()
  return new Map(
    rows.map(({ staff_id, all, asked, failed, approved, declined }) => [
      staff_id,
      {
        all: Number(all),
        asked: Number(asked),
        failed: Number(failed),
        approved: Number(approved),
        declined: Number(declined),
      },
    ]),
  )
}
export interface Checks {
  all: number
  asked: number
  failed: number
  approved: number
  declined: number
}

/** What was answered about a patient within the last 24 hours, whoever asked. */
export interface Answered {
  /** Different wrong answers. */
  wrong: number
  /** Different answers by question: wrong ones, and right ones of which nobody was told that they are. */
  asked: ReadonlyMap<string, number>
  /** When the first of the wrong ones was given. */
  since: string | null
}

export async function recentAnswers(db: Kysely<Tables>, patientId: string, now: Date): Promise<Answered> {
  return (await recentAnswersOf(db, [patientId], now)).get(patientId)!
}

const answersSince = preparedBy(
  (count: number) => (db: Kysely<Tables>, p: Record<string, string>) =>
    db
      .selectFrom('caller_wrong_answer')
      .select((eb) => ['patient_id', 'factor', eb.fn.count<number>('answer_mac').as('n')])
      .select((eb) => eb.fn.sum<number>('wrong').as('wrong'))
      .select((eb) => eb.fn.min('answered_at').filterWhere('wrong', '=', 1).as('since'))
      .where(
        'patient_id',
        'in',
        Array.from({ length: count }, (_, i) => p[i]!),
      )
      .where('answered_at', '>', p.since!)
      .groupBy(['patient_id', 'factor']),
  'kept',
)

/** The same about each of several patients. */
export async function recentAnswersOf(
  db: Kysely<Tables>,
  patientIds: readonly string[],
  now: Date,
): Promise<Map<string, Answered>> {
  // PostgreSQL takes no empty list.
  if (patientIds.length === 0) return new Map()
  const rows = await answersSince(patientIds.length, db, {
    ...Object.fromEntries(patientIds.entries()),
    since: dayBefore(now),
  })
  const about = Map.groupBy(rows, (row) => row.patient_id)
  return new Map(patientIds.map((id) => [id, answered(about.get(id) ?? [])]))
}

const answered = (
  rows: readonly { factor: string; n: number; wrong: number; since: string | null }[],
): Answered => ({
  wrong: rows.reduce((sum, row) => sum + Number(row.wrong), 0),
  asked: new Map(rows.map(({ factor, n }) => [factor, n])),
  since: rows.flatMap(({ since }) => since ?? []).sort()[0] ?? null,
})

export function verificationById(db: Kysely<Tables>, id: string): Promise<VerificationRow | undefined> {
  return db.selectFrom('verification').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The verifications of some cases, newest first, with who made them and who approved or declined them. */
export function verificationsOf(db: Kysely<Tables>, caseIds: readonly string[]) {
  return db
    .selectFrom('verification as v')
    .innerJoin(staffNames(db).as('s'), 's.id', 'v.staff_id')
    .leftJoin(staffNames(db).as('a'), 'a.id', 'v.approved_by')
    .leftJoin(staffNames(db).as('d'), 'd.id', 'v.declined_by')
    .selectAll('v')
    .select(['s.name', 'a.name as approver', 'd.name as decliner'])
    .where('v.case_id', 'in', caseIds)
    .orderBy('v.created_at', 'desc')
    .execute()
}

/** How many proofs of a patient's identity a second person declined since a moment because of doubts who it is. */
export async function countDoubts(db: Kysely<Tables>, patientId: string, since: string): Promise<number> {
  const { n } = await db
    .selectFrom('verification')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('patient_id', '=', patientId)
    .where('declined_at', '>', since)
    .where('declined_reason', 'in', [...doubts])
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The ids of a case's verifications, as a subquery. */
export const verificationsOfCase = (db: Kysely<Tables>, caseId: string) =>
  db.selectFrom('verification').select('id').where('case_id', '=', caseId)
