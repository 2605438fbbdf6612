import type { Kysely } from 'kysely'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { staffNames } from '../staff/published.ts'

type ReviewType = Tables['review_addition']['review_type']

/** Adds to a review what was found out or corrected later; nothing that was signed is changed. */
export async function addTo(
  trx: Trx,
  ctx: StaffCtx,
  type: ReviewType,
  id: string,
  text: string,
): Promise<void> {
  const now = ctx.now()
  await trx
    .insertInto('review_addition')
    .values({
      id: newId(now.getTime()),
      review_type: type,
      review_id: id,
      text,
      added_by: ctx.actor.id,
      added_at: now.toISOString(),
    })
    .execute()
}

/** What was added to a review, the oldest first. */
export async function additionsTo(db: Kysely<Tables>, type: ReviewType, id: string) {
  const rows = await db
    .selectFrom('review_addition as r')
    .innerJoin(staffNames(db).as('s'), 's.id', 'r.added_by')
    .select(['r.id', 'r.text', 'r.added_at', 's.name'])
    .where('r.review_type', '=', type)
    .where('r.review_id', '=', id)
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({ id: row.id, by: row.name, at: row.added_at, text: row.text }))
}
