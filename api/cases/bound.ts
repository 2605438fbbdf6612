import { type Bound, idsOf, named } from '../audit/seal/bound.ts'

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
        .where('id', '>=', idsOf(span)[0])
        .where('id', '<', idsOf(span)[1])
        .orderBy('id')
        .execute(),
  },
]
