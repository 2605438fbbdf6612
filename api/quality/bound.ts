import { type Bound, named } from '../audit/seal/bound.ts'

/** What was found of calls that were drawn. */
export const qualityBound: readonly Bound[] = [
  {
    name: 'reviews of calls',
    later: true,
    acts: ['quality.reviewed'],
    tells: named,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('quality_review')
        .select(['id', 'draw_id', 'staff_id', 'case_id', 'position', 'answers', 'met', 'asked', 'remark'])
        .select(['reviewed_by', 'reviewed_at'])
        .where('reviewed_at', '>', after)
        .where('reviewed_at', '<=', upTo)
        .orderBy('id')
        .execute(),
  },
]
