import { type Bound, named } from '../audit/seal/bound.ts'

/** Who the ids in the log are, and what was decided of their access. */
export const staffBound: readonly Bound[] = [
  {
    name: 'staff',
    now: ({ db }) =>
      db.read.selectFrom('staff').select(['id', 'name', 'email', 'role', 'status']).orderBy('id').execute(),
    acts: [
      'staff.added',
      'staff.enrolled',
      'staff.password-chosen',
      'staff.enrolment-approved',
      'staff.role-changed',
      'staff.disabled',
      'staff.enabled',
      'staff.employment-ended',
      'access-review.decided',
      'access-review.finished',
    ],
    tells: named,
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
