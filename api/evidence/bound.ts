import { type Bound, madeIn, named } from '../audit/seal/bound.ts'

/** What was entered, closed and signed of the risk analysis, and who was trained. */
export const evidenceBound: readonly Bound[] = [
  {
    name: 'risks',
    later: true,
    acts: ['risk.recorded', 'risk.revised'],
    tells: (event, row) =>
      event.action === 'risk.revised' ? event.detail?.by === row.id : named(event, row),
    once: (db, span) =>
      db
        .selectFrom('risk')
        .select([
          'id',
          'asset',
          'threat',
          'likelihood',
          'impact',
          'measures',
          'owner',
          'due_on',
          'recorded_by',
        ])
        .$call(madeIn(span))
        .orderBy('id')
        .execute(),
  },
  {
    name: 'closed risks',
    later: true,
    acts: ['risk.closed', 'risk.revised'],
    tells: named,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('risk')
        .select(['id', 'closed_at', 'closed_by', 'closed_reason', 'replaced_by'])
        .where('closed_at', '>', after)
        .where('closed_at', '<=', upTo)
        .orderBy('id')
        .execute(),
  },
  {
    name: 'reviews of the risk analysis',
    later: true,
    acts: ['risk-analysis.reviewed'],
    tells: (event, { id }) => event.detail?.review === id,
    once: (db, span) =>
      db
        .selectFrom('risk_review')
        .select(['id', 'conclusion', 'risks', 'hash', 'reviewed_by', 'reviewed_at'])
        .$call(madeIn(span))
        .orderBy('id')
        .execute(),
  },
  {
    name: 'trainings',
    later: true,
    acts: ['training.recorded'],
    tells: (event, { id }) => event.detail?.training === id,
    once: (db, span) =>
      db
        .selectFrom('training')
        .select(['id', 'staff_id', 'subject', 'completed_on', 'recorded_by'])
        .$call(madeIn(span))
        .orderBy('id')
        .execute(),
  },
  {
    name: 'withdrawn trainings',
    later: true,
    acts: ['training.withdrawn'],
    tells: named,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('training')
        .select(['id', 'withdrawn_at', 'withdrawn_by', 'withdrawn_reason'])
        .where('withdrawn_at', '>', after)
        .where('withdrawn_at', '<=', upTo)
        .orderBy('id')
        .execute(),
  },
]
