import type { AuditEvent } from '../audit/event.ts'
import { type Bound, named } from '../audit/seal/bound.ts'

/** The state somebody has after an act. What an access review revokes is an act of its own, too. */
const statesAfter: Readonly<Record<string, readonly string[]>> = {
  'staff.added': ['invited'],
  'staff.addition-asked': ['invited'],
  'staff.enrolment-declined': ['disabled'],
  'staff.enrolled': ['active'],
  'staff.disabled': ['disabled'],
  'staff.enabled': ['active', 'invited'],
  'staff.employment-ended': ['disabled'],
}

const roleIn = ({ action, detail }: AuditEvent) =>
  action === 'staff.role-changed' ? detail?.to : detail?.role

/** Who the ids in the log are, and what was decided of their access. */
export const staffBound: readonly Bound[] = [
  {
    name: 'staff',
    now: ({ db }) =>
      db.read.selectFrom('staff').select(['id', 'name', 'email', 'role']).orderBy('id').execute(),
    acts: ['staff.added', 'staff.addition-asked', 'staff.role-changed'],
    // A renewed enrollment changes nobody's role, and a role is that which was given, not any since.
    tells: (event, row) => named(event, row) && !event.detail?.renewed && roleIn(event) === row.role,
  },
  {
    // An act on somebody's role says nothing of who they are.
    name: 'names of staff',
    now: ({ db }) => db.read.selectFrom('staff').select(['id', 'name', 'email']).orderBy('id').execute(),
    acts: ['staff.added', 'staff.addition-asked'],
    tells: (event, row) => named(event, row) && !event.detail?.renewed,
  },
  {
    name: 'states of staff',
    now: ({ db }) => db.read.selectFrom('staff').select(['id', 'status']).orderBy('id').execute(),
    acts: Object.keys(statesAfter),
    tells: (event, row) =>
      named(event, row) && (statesAfter[event.action] ?? []).includes(String(row.status)),
  },
  {
    name: 'access reviews',
    acts: ['access-review.finished'],
    tells: (event, { id }) => event.objectId === id.split(' ')[0],
    async once(db, { after, upTo }) {
      const rows = await db
        .selectFrom('access_review_item as i')
        .innerJoin('access_review as r', 'r.id', 'i.review_id')
        .select([
          'i.review_id',
          'i.staff_id',
          'i.role',
          'i.decision',
          'i.reason',
          'i.decided_by',
          'r.finished_by',
        ])
        .where('r.finished_at', '>', after)
        .where('r.finished_at', '<=', upTo)
        .orderBy('i.review_id')
        .orderBy('i.staff_id')
        .execute()
      return rows.map(({ review_id, staff_id, ...row }) => ({ id: `${review_id} ${staff_id}`, ...row }))
    },
  },
]
