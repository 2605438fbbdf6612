import { view } from '../../acts/view.ts'
import type { Role } from '../../core/access/permissions.ts'
import { readPolicy } from '../../core/policy.ts'
import { staffPolicy } from '../policy.ts'
import { namesOfStaff } from '../published.ts'
import { lapsedAt, shown } from '../requests.ts'
import * as schema from '../schema.ts'
import { waitingRequests } from './target.ts'

/** The changes of role that wait for a second person, the oldest first. */
export const listRequests = view({
  name: 'staff.role-requests-listed',
  letter: 'R',
  words: {
    en: 'Looked at the changes of role that wait for approval',
    es: 'Consultó los cambios de función por aprobar',
  },
  watch: 'nothing',
  at: 'GET /api/role-requests',
  summary: 'Changes of role that wait for approval',
  tag: 'Staff',
  needs: 'access.review',
  reply: schema.roleRequests,
  async show(ctx) {
    const db = ctx.desk.db.read
    const rows = await waitingRequests(db, await lapsedAt(db, ctx.now()))
      .orderBy('asked_at')
      .execute()
    const names = await namesOfStaff(
      db,
      rows.flatMap((row) => [row.staff_id, row.asked_by]),
    )
    const policy = await readPolicy(db, staffPolicy)
    return {
      seen: { detail: { rows: rows.length } },
      reply: rows.map((row) => ({
        ...shown(ctx, row, names, policy),
        name: names.get(row.staff_id)!,
        from: row.from_role as Role,
        to: row.to_role as Role,
        reason: row.reason,
      })),
    }
  },
})
