import { type Expression, type Kysely, sql } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import { patientNames } from '../patients/published.ts'
import { staffNames } from '../staff/published.ts'
import type { CaseRow } from './tables.ts'

export type { CaseRow } from './tables.ts'

/*
 * What other rooms may read of the cases: parts of queries, to be narrowed or joined there, and facts.
 */

type Reader = Kysely<Tables>

/** Whose case it was, who worked on it, and when. */
export const caseTimes = (db: Reader) =>
  db
    .selectFrom('support_case')
    .select(['id', 'patient_id', 'channel', 'opened_by', 'assigned_to', 'opened_at', 'closed_at'])
    .select(['signed_in_at', 'caller_key'])

// What is written where a case goes to a queue, and where it comes back from one that no agent sent it to.
const transfers = ['escalated', 'ask-correction', 'doubt-custody', 'given-back']
/** Whether a case was ever with a queue: once it came back nothing else of it says so. */
export const everTransferred = (db: Reader, id: Expression<string>) =>
  db
    .selectFrom('case_note as t')
    .select(sql.lit(1).as('one'))
    .where('t.case_id', '=', id)
    .where('t.kind', 'in', transfers)
    .limit(1)

/** How closed cases ended; of those about one call, the one that went on. */
export const closedCases = (db: Reader) =>
  db
    .selectFrom('support_case')
    .select(['id', 'cause', 'escalated_to', 'resolve_seconds', 'closed_at', 'due_at'])
    .select(({ ref }) => everTransferred(db, ref('support_case.id')).as('transferred'))
    .where('status', '=', 'closed')
    .where('id', 'not in', db.selectFrom('case_merge').select('case_id'))

/** Cases opened in a time, by who opened them; of those about one call, the one that went on. */
export const callsByOpener = (db: Reader, from: string, before: string) =>
  db
    .selectFrom('support_case')
    .select(['id', 'opened_by'])
    .where('opened_at', '>=', from)
    .where('opened_at', '<', before)
    .where('id', 'not in', db.selectFrom('case_merge').select('case_id'))
    .execute()

/** Calls whose number is known by its key. */
export const callsByNumber = (db: Reader) =>
  db
    .selectFrom('support_case')
    .select(['id', 'number', 'patient_id', 'caller_key', 'opened_at'])
    .where('caller_key', 'is not', null)

/**
 * How often the number a case came from called before, since a moment: about the same patient, and about how many others. Whom
 * those were is not said: it would show an agent records that the call is not about (2026-11-26).
 * @returns nothing where the number is not known
 */
export async function callsBefore(
  db: Reader,
  row: Pick<CaseRow, 'id' | 'patient_id' | 'caller_key' | 'opened_at'>,
  since: string,
): Promise<{ aboutPatient: number; aboutOthers: number } | undefined> {
  if (row.caller_key === null) return undefined
  const theirs = sql`case when patient_id = ${row.patient_id} then 1 else 0 end`
  const other = sql`case when patient_id <> ${row.patient_id} then patient_id end`
  const found = await db
    .selectFrom('support_case')
    .select([
      sql<number>`coalesce(sum(${theirs}), 0)`.as('aboutPatient'),
      sql<number>`count(distinct ${other})`.as('aboutOthers'),
    ])
    .where('caller_key', '=', row.caller_key)
    .where('opened_at', '>=', since)
    .where('opened_at', '<=', row.opened_at)
    .where('id', '<>', row.id)
    .executeTakeFirstOrThrow()
  return { aboutPatient: Number(found.aboutPatient), aboutOthers: Number(found.aboutOthers) }
}

/** The numbers that people call cases by. */
export const caseNumbers = (db: Reader) => db.selectFrom('support_case').select(['id', 'number'])

/** The numbers of some cases, by their ids. */
export async function numbersOfCases(db: Reader, ids: Iterable<string>): Promise<Map<string, number>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await caseNumbers(db).where('id', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.id, row.number]))
}

/** What a patient's open cases are about, and whose they are now. */
export const openCases = (db: Reader, patientId: string) =>
  db
    .selectFrom('support_case')
    .select(['category', 'status', 'escalated_to'])
    .where('patient_id', '=', patientId)
    .where('status', '!=', 'closed')
    .execute()

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

/**
 * What a case was handed over with, last: by whom, to which queue, the answers to what that queue asks, and what it answered,
 * once it has. Nothing where no person handed it over, or an act did so since.
 */
export async function handOverOf(db: Reader, row: Pick<CaseRow, 'id' | 'status' | 'escalated_to'>) {
  const last = await db
    .selectFrom('case_handover as h')
    .innerJoin('case_note as n', 'n.id', 'h.note_id')
    .innerJoin(staffNames(db).as('s'), 's.id', 'n.staff_id')
    .leftJoin('case_note as b', 'b.id', 'h.answer_note_id')
    .leftJoin(staffNames(db).as('w'), 'w.id', 'b.staff_id')
    .select(['h.queue as to', 'h.answers', 'n.text as note', 'n.created_at as at', 's.name as by'])
    .leftJoin('unread_answer as u', 'u.case_id', 'h.case_id')
    .select(['b.text as back', 'b.created_at as backAt', 'w.name as backBy', 'u.answered_at as unread'])
    .where('h.case_id', '=', row.id)
    .orderBy('n.created_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last || (row.status === 'escalated' && row.escalated_to !== last.to)) return null
  const { back, backAt, backBy, unread, answers, ...handed } = last
  const answer =
    backAt && backBy ? { by: backBy, at: backAt, note: back ?? '', unread: unread !== null } : null
  return { ...handed, answers: JSON.parse(answers) as Record<string, string>, answer }
}

/** How a case had been closed, each time it was reopened, oldest first. */
export const closingsOf = (db: Reader, caseId: string) =>
  db
    .selectFrom('case_reopening')
    .select(['id', 'closed_at as at', 'cause', 'outcome'])
    .where('case_id', '=', caseId)
    .orderBy('reopened_at')
    .execute()

/** How often that case of a patient was reopened since a moment which was so most often. */
export async function mostReopened(db: Reader, patientId: string, since: string): Promise<number> {
  const most = await db
    .selectFrom('case_reopening as r')
    .innerJoin('support_case as c', 'c.id', 'r.case_id')
    .select((eb) => eb.fn.countAll<number>().as('times'))
    .where('c.patient_id', '=', patientId)
    .where('r.reopened_at', '>', since)
    .groupBy('r.case_id')
    .orderBy('times', 'desc')
    .limit(1)
    .executeTakeFirst()
  return Number(most?.times ?? 0)
}

/** The notes of a case and of those merged into it. */
export function notesOf(db: Reader, caseIds: readonly string[]) {
  return db
    .selectFrom('case_note as n')
    .innerJoin(staffNames(db).as('s'), 's.id', 'n.staff_id')
    .innerJoin('support_case as c', 'c.id', 'n.case_id')
    .select(['n.id', 'n.kind', 'n.text', 'n.created_at', 's.name', 'n.case_id', 'c.number'])
    .where('n.case_id', 'in', caseIds)
    .orderBy('n.created_at')
    .orderBy('n.id')
    .execute()
}

/** The case that one was merged into, and how many acts both had had then. */
export const intoOf = (db: Reader, caseId: string) =>
  db
    .selectFrom('case_merge as m')
    .innerJoin('support_case as c', 'c.id', 'm.into_id')
    .select(['m.into_id', 'm.acts_then', 'c.number'])
    .where('m.case_id', '=', caseId)
    .executeTakeFirst()

/** The cases that were merged into one, the first first. */
export const mergedOf = (db: Reader, caseId: string) =>
  db
    .selectFrom('case_merge as m')
    .innerJoin('support_case as c', 'c.id', 'm.case_id')
    .select(['c.id', 'c.number', 'c.version', 'c.summary', 'c.opened_at'])
    .where('m.into_id', '=', caseId)
    .orderBy('c.opened_at')
    .execute()

export const hasMerged = async (db: Reader, caseId: string): Promise<boolean> =>
  (await mergedOf(db, caseId)).length > 0

/** The cases of other patients that one is linked with: the one it is under, or those under it. */
export async function linksOf(db: Reader, caseId: string) {
  const rows = await db
    .selectFrom('case_link as l')
    .innerJoin('support_case as c', (join) =>
      join.on((eb) =>
        eb.or([
          eb.and([eb('l.child_id', '=', caseId), eb('c.id', '=', eb.ref('l.parent_id'))]),
          eb.and([eb('l.parent_id', '=', caseId), eb('c.id', '=', eb.ref('l.child_id'))]),
        ]),
      ),
    )
    .select(['c.id', 'c.number', 'c.status', 'c.escalated_to', 'c.patient_id as patientId', 'l.child_id'])
    .where((eb) => eb.or([eb('l.child_id', '=', caseId), eb('l.parent_id', '=', caseId)]))
    .orderBy('c.number')
    .execute()
  return rows.map(({ child_id, ...row }) => ({
    ...row,
    is: child_id === caseId ? ('parent' as const) : ('child' as const),
  }))
}
