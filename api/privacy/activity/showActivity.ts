import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { recordView } from '../../audit/recordView.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { NotFound } from '../../core/errors.ts'
import type { activityReview, activityReviews } from './schema.ts'

const named = (db: Kysely<Tables>) =>
  db
    .selectFrom('activity_review as r')
    .innerJoin('staff as b', 'b.id', 'r.begun_by')
    .leftJoin('staff as g', 'g.id', 'r.signed_by')
    .selectAll('r')
    .select(['b.name as begun_name', 'g.name as signed_name'])

type Named = Awaited<ReturnType<ReturnType<typeof named>['executeTakeFirstOrThrow']>>

const head = (row: Named) => ({
  id: row.id,
  fromDay: row.from_day,
  toDay: row.to_day,
  begunBy: row.begun_name,
  begunAt: row.begun_at,
  signedBy: row.signed_name,
  signedAt: row.signed_at,
})

/** The reviews there were, the newest first. */
export async function listActivity(ctx: StaffCtx): Promise<z.input<typeof activityReviews>> {
  const rows = await named(ctx.desk.db.read).orderBy('r.id', 'desc').limit(200).execute()
  await recordView(ctx, 'activity-review.shown', { detail: { rows: rows.length } })
  return rows.map(head)
}

/** One review with the accesses drawn for it. @throws NotFound */
export async function showActivity(ctx: StaffCtx, id: string): Promise<z.input<typeof activityReview>> {
  const db = ctx.desk.db.read
  const row = await named(db).where('r.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('activity review')
  const items = await db
    .selectFrom('activity_review_item as i')
    .innerJoin('staff as s', 's.id', 'i.staff_id')
    .innerJoin('patient as p', 'p.id', 'i.patient_id')
    .leftJoin('staff as d', 'd.id', 'i.decided_by')
    .selectAll('i')
    .select(['s.name', 's.role', 'p.family_name', 'p.given_name', 'd.name as decided_name'])
    .where('i.review_id', '=', id)
    .orderBy('i.position')
    .execute()
  await recordView(ctx, 'activity-review.shown', {
    patientIds: items.map((item) => item.patient_id),
    object: { type: 'activity-review', id },
  })
  return {
    ...head(row),
    accesses: row.accesses,
    explained: row.explained,
    unexplained: row.unexplained,
    flagged: row.flagged,
    alerts: row.alerts,
    openAlerts: row.open_alerts,
    conclusion: row.conclusion,
    items: items.map((item) => ({
      position: item.position,
      day: item.day,
      staff: { id: item.staff_id, name: item.name, role: item.role },
      patient: { id: item.patient_id, name: `${item.family_name}, ${item.given_name}` },
      finding: item.finding,
      note: item.note,
      decidedBy: item.decided_name,
      own: item.staff_id === ctx.actor.id,
    })),
  }
}
