import { act } from '../../acts/act.ts'
import { actsSince } from '../../audit/search/actsSince.ts'
import type { Role } from '../../core/access/permissions.ts'
import { dayMs } from '../../core/calendar.ts'
import { newId } from '../../core/db/id.ts'
import { insertRows } from '../../core/db/insertRows.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { readPolicy } from '../../core/policy.ts'
import { staffPolicy } from '../policy.ts'
import * as schema from '../schema.ts'
import { onQuarter } from './target.ts'
import { unusedPermissions } from './usedPermissions.ts'

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

/** What each member was seen to do in the log, by their id. */
type Seen = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Begins this quarter's access review: everybody who can sign in, with their role, last sign-in, and the permissions
 * that no act of the last 90 days, or as many as the policy says, shows in use. The list stands as it was that day.
 */
export const beginReview = act({
  name: 'access-review.begun',
  letter: 'C',
  words: { en: 'Started an access review', es: 'Inició una revisión de accesos' },
  watch: 'nothing',
  verb: { en: 'Start this quarter’s access review', es: 'Iniciar la revisión de accesos del trimestre' },
  tag: 'Access review',
  at: 'POST /api/access-reviews',
  needs: 'access.review',
  status: 201,
  reply: schema.reviewChanged,
  on: onQuarter,
  guards: { notBegun: true },
  async prepare(ctx): Promise<Seen> {
    const { db } = ctx.desk
    const { accessReviewDays } = await readPolicy(db.read, staffPolicy)
    const since = new Date(ctx.now().getTime() - accessReviewDays * dayMs)
    const members = await db.read.selectFrom('staff').select('id').where('status', '!=', 'disabled').execute()
    const seen = new Map<string, ReadonlySet<string>>()
    for (const { id } of members) {
      seen.set(id, await actsSince(db, id, since))
      // Hundreds of staff are hundreds of looks at the log: requests go in between.
      await letOthersGo()
    }
    return seen
  },
  async do(trx, ctx, { quarter }, _, prepared) {
    const seen = prepared as Seen
    const now = ctx.now()
    const id = newId(now.getTime())
    const members = await trx
      .selectFrom('staff')
      .select(['id', 'role', 'last_sign_in_at'])
      .where('status', '!=', 'disabled')
      .execute()
    await trx
      .insertInto('access_review')
      .values({
        id,
        quarter,
        begun_by: ctx.actor.id,
        begun_at: now.toISOString(),
        finished_by: null,
        finished_at: null,
      })
      .execute()
    await insertItems(
      trx,
      members.map((member) => ({
        review_id: id,
        staff_id: member.id,
        role: member.role,
        last_sign_in_at: member.last_sign_in_at,
        unused: JSON.stringify(
          unusedPermissions(member.role as Role, seen.get(member.id) ?? new Set(), ctx.desk.catalogue),
        ),
        decision: null,
        reason: null,
        decided_by: null,
        decided_at: null,
      })),
    )
    return {
      reply: { id, quarter, finishedAt: null, undecided: members.length },
      about: { object: { type: 'access-review', id } },
      detail: { quarter, members: members.length },
    }
  },
})
