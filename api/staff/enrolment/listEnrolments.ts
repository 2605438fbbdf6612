import { view } from '../../acts/view.ts'
import type { Role } from '../../core/access/permissions.ts'
import { readPolicy } from '../../core/policy.ts'
import type { recognitions } from '../lists.ts'
import { staffPolicy } from '../policy.ts'
import { namesOfStaff } from '../published.ts'
import { lapsedAt, shown } from '../requests.ts'
import * as schema from '../schema.ts'
import { waitingEnrolments } from './target.ts'

/** The enrolments that wait for a second person, the oldest first. */
export const listEnrolments = view({
  name: 'staff.enrolment-requests-listed',
  letter: 'R',
  words: {
    en: 'Looked at the enrollments that wait for approval',
    es: 'Consultó las altas por aprobar',
  },
  watch: 'nothing',
  at: 'GET /api/enrolment-requests',
  summary: 'Enrollments that wait for approval',
  tag: 'Staff',
  needs: 'access.review',
  reply: schema.enrolmentRequests,
  async show(ctx) {
    const db = ctx.desk.db.read
    const rows = await waitingEnrolments(db, await lapsedAt(db, ctx.now()))
      .innerJoin('staff as s', 's.id', 'enrolment_request.staff_id')
      .select(['s.name', 's.email', 's.role'])
      .orderBy('asked_at')
      .execute()
    const names = await namesOfStaff(
      db,
      rows.map((row) => row.asked_by),
    )
    const policy = await readPolicy(db, staffPolicy)
    return {
      seen: { detail: { rows: rows.length } },
      reply: rows.map((row) => ({
        ...shown(ctx, row, names, policy),
        kind: row.kind,
        name: row.name,
        email: row.email,
        role: row.role as Role,
        reason: row.reason,
        recognised: row.recognised as (typeof recognitions)[number] | null,
      })),
    }
  },
})
