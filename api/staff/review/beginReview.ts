import { record } from '../../audit/record.ts'
import { actsSince } from '../../audit/reports/actsSince.ts'
import type { Role } from '../../core/access/permissions.ts'
import { hospitalDay } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { insertRows } from '../../core/db/insertRows.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { Conflict } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { quarterOf } from './quarter.ts'
import { showReview } from './showReview.ts'
import { unusedPermissions } from './usedPermissions.ts'

const lookBackDays = 90

const insertItems = insertRows('access_review_item', [
  'review_id',
  'staff_id',
  'role',
  'last_sign_in_at',
  'unused',
  'decision',
  'reason',
  'decided_by',
  'decided_at',
])

/**
 * Begins this quarter's access review: everybody who can sign in, with their role, last sign-in, and the permissions
 * that no act of the last 90 days shows in use. The list stands as it was that day.
 * @throws Conflict when the quarter has its review.
 */
export async function beginReview(ctx: StaffCtx) {
  const { db } = ctx.desk
  const now = ctx.now()
  const quarter = quarterOf(hospitalDay(now, (await readPolicy(db.read)).timeZone))
  const since = new Date(now.getTime() - lookBackDays * 86_400_000)
  const members = await db.read
    .selectFrom('staff')
    .select(['id', 'role', 'last_sign_in_at'])
    .where('status', '!=', 'disabled')
    .execute()
  const unused = new Map<string, string>()
  for (const member of members) {
    unused.set(
      member.id,
      JSON.stringify(
        unusedPermissions(member.role as Role, await actsSince(db, member.id, since), ctx.desk.catalogue),
      ),
    )
    // Hundreds of staff are hundreds of looks at the log: requests go in between.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { id } = await transactOnce(ctx, async (trx) => {
    const reviewId = newId(now.getTime())
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('access_review')
      .values({
        id: reviewId,
        quarter,
        begun_by: ctx.actor.id,
        begun_at: now.toISOString(),
        finished_by: null,
        finished_at: null,
      })
      .onConflict((oc) => oc.column('quarter').doNothing())
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows) throw new Conflict(`The review of ${quarter} has been begun already.`)
    await insertItems(
      trx,
      members.map((member) => ({
        review_id: reviewId,
        staff_id: member.id,
        role: member.role,
        last_sign_in_at: member.last_sign_in_at,
        unused: unused.get(member.id)!,
        decision: null,
        reason: null,
        decided_by: null,
        decided_at: null,
      })),
    )
    await record(trx, ctx, 'access-review.begun', {
      object: { type: 'access-review', id: reviewId },
      detail: { quarter, members: members.length },
    })
    return { id: reviewId }
  })
  return showReview(ctx, id)
}
