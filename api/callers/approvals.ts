import type { Kysely } from 'kysely'
import { z } from 'zod'
import { list, openView } from '../acts/view.ts'
import { caseSummaries } from '../cases/published.ts'
import { dayBefore } from '../core/calendar.ts'
import { pageOf } from '../core/db/pageOf.ts'
import type { Tables } from '../core/db/tables.ts'
import { namesOfStaff } from '../staff/published.ts'
import type { Factor } from './compare.ts'
import { approvalRow, approvalsWaiting } from './schema.ts'

/**
 * What a second person has to decide: a photo ID that was seen, or an identity that an outside service proved, in an open
 * case, while it lasts.
 */
const waiting = (db: Kysely<Tables>, now: Date) =>
  db
    .selectFrom('verification as v')
    .innerJoin(caseSummaries(db).as('c'), 'c.id', 'v.case_id')
    .where('v.approved_by', 'is', null)
    .where('v.declined_by', 'is', null)
    .where('v.expires_at', '>', now.toISOString())
    .where((eb) => eb.or([eb('v.photo_document', 'is not', null), eb('v.proofing', '=', 'proved')]))
    .where('c.status', '!=', 'closed')

/** How many wait, and since when the newest does: what a page asks for now and then, to know that it is old. */
export const countApprovals = openView({
  at: 'GET /api/approvals-waiting',
  summary: 'How many approvals wait for a second person',
  tag: 'Callers',
  needs: 'callers.approve',
  unrecorded: 'counts of what waits; nobody is named',
  reply: approvalsWaiting,
  async show(ctx) {
    const row = await waiting(ctx.desk.db.read, ctx.now())
      .select(({ fn }) => [fn.countAll<number>().as('waiting'), fn.max('v.created_at').as('newest')])
      .executeTakeFirstOrThrow()
    return { reply: { waiting: Number(row.waiting), newest: row.newest } }
  },
})

/**
 * The approvals that wait, the one that lapses first on top, each with what it rests on: who asked, what was shown and when,
 * what else was matched in the same case, and what the call is about.
 */
export const listApprovals = list({
  name: 'caller.approvals-listed',
  letter: 'R',
  words: {
    en: 'Looked at the approvals that wait',
    es: 'Consultó las aprobaciones pendientes',
  },
  among: {
    en: 'this patient’s was among them',
    es: 'la de este paciente estaba entre ellas',
  },
  watch: 'nothing',
  at: 'GET /api/approvals',
  summary: 'List the approvals that wait for a second person',
  tag: 'Callers',
  needs: 'callers.approve',
  unit: 'approvals',
  filter: z.strictObject({}),
  sorts: ['expiresAt', 'id'],
  row: approvalRow,
  async list(ctx, { sort, range }) {
    const db = ctx.desk.db.read
    const now = ctx.now()
    const { rows, total } = await pageOf(
      waiting(db, now)
        .selectAll('v')
        .select(['c.number', 'c.category', 'c.summary', 'c.family_name', 'c.given_name'])
        .orderBy(sort.field === 'id' ? 'v.id' : 'v.expires_at', sort.descending ? 'desc' : 'asc')
        .orderBy('v.id'),
      range,
    )
    const names = await namesOfStaff(db, new Set(rows.map((row) => row.seen_by ?? row.staff_id)))
    const matched = await matchedIn(db, [...new Set(rows.map((row) => row.case_id))], now)
    const declined = await declinedAbout(db, [...new Set(rows.map((row) => row.patient_id))], now)
    return {
      rows: rows.map((row) => ({
        id: row.id,
        caseId: row.case_id,
        caseNumber: row.number,
        patientId: row.patient_id,
        patientName: `${row.family_name}, ${row.given_name}`,
        category: row.category,
        summary: row.summary,
        caller: row.caller,
        askedBy: names.get(row.seen_by ?? row.staff_id) ?? '',
        /** Who asked is no second person. */
        yours: [row.staff_id, row.seen_by].includes(ctx.actor.id),
        askedAt: row.seen_at ?? row.came_back_at ?? row.created_at,
        expiresAt: row.expires_at,
        document: row.photo_document,
        proofed: row.proofing === 'proved',
        matched: matched.get(row.case_id) ?? [],
        declined: declined.get(row.patient_id) ?? [],
      })),
      total,
      seen: { patientIds: rows.map((row) => row.patient_id) },
    }
  },
})

/** What callers proved by answers, in each of some cases, that still holds. */
async function matchedIn(db: Kysely<Tables>, caseIds: string[], now: Date): Promise<Map<string, Factor[]>> {
  if (caseIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('verification')
    .select(['case_id', 'matched'])
    .where('case_id', 'in', caseIds)
    .where('tier', '!=', 'T0')
    .where('expires_at', '>', now.toISOString())
    .orderBy('created_at')
    .execute()
  return new Map(rows.map((row) => [row.case_id, JSON.parse(row.matched) as Factor[]]))
}

type Declined = z.input<typeof approvalRow>['declined']

/** What was declined about some patients within a day, newest first: who was turned down once may be brought to another colleague. */
async function declinedAbout(
  db: Kysely<Tables>,
  patientIds: string[],
  now: Date,
): Promise<Map<string, Declined>> {
  if (patientIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('verification')
    .select(['patient_id', 'declined_by', 'declined_at', 'declined_reason'])
    .where('patient_id', 'in', patientIds)
    .where('declined_at', '>', dayBefore(now))
    .orderBy('declined_at', 'desc')
    .execute()
  const names = await namesOfStaff(db, new Set(rows.map((row) => row.declined_by!)))
  const shown = (row: (typeof rows)[number]) => ({
    reason: row.declined_reason!,
    by: names.get(row.declined_by!) ?? '',
    at: row.declined_at!,
  })
  return new Map(
    [...Map.groupBy(rows, (row) => row.patient_id)].map(([id, declined]) => [id, declined.map(shown)]),
  )
}
