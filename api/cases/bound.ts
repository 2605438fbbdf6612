import { type Bound, madeIn, named } from '../audit/seal/bound.ts'

/** Who opened a case, and when: by this an access is explained. */
export const casesBound: readonly Bound[] = [
  {
    name: 'cases',
    acts: ['case.opened'],
    tells: named,
    once: (db, span) =>
      db
        .selectFrom('support_case')
        .select(['id', 'number', 'opened_by', 'opened_at'])
        .$call(madeIn(span))
        .orderBy('id')
        .execute(),
  },
]
