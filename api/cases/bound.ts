import { type Bound, named } from '../audit/seal/bound.ts'
import { firstIdAt } from '../core/db/id.ts'

/** Who opened a case, and when: by this an access is explained. */
export const casesBound: readonly Bound[] = [
  {
    name: 'cases',
    acts: ['case.opened'],
    tells: named,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('support_case')
        .select(['id', 'number', 'opened_by', 'opened_at'])
        .where('id', '>=', firstIdAt(new Date(after)))
        .where('id', '<', firstIdAt(new Date(upTo)))
        .orderBy('id')
        .execute(),
  },
]
