import { sql } from 'kysely'
import { type Bound, madeIn, named } from '../audit/seal/bound.ts'

/** What the watch raised and goes by, and the registers kept of what followed. */
export const registersBound: readonly Bound[] = [
  {
    // Who an alert is about, and that none is out of the queue without a signature: whoever deletes it, puts another's name in it, or
    // calls it signed keeps it from the officers.
    name: 'alerts',
    later: true,
    acts: ['privacy-alert.raised'],
    tells: named,
    once: (db, span) =>
      db
        .selectFrom('privacy_alert')
        .select(['id', 'staff_id', 'patient_id', 'caller_key', 'discovered_at'])
        .select(sql<number>`case when status = 'open' or signed_at is not null then 1 else 0 end`.as('sound'))
        .$call(madeIn(span))
        .orderBy('id')
        .execute(),
  },
  {
    name: 'watch list',
    now: ({ db }) =>
      db.read
        .selectFrom('watched_patient')
        .select(['id', 'patient_id', 'kind', 'from_day', 'to_day', 'added_by'])
        .orderBy('id')
        .execute(),
    acts: ['watch-list.added', 'watch-list.ended'],
    tells: (event, row) =>
      named(event, row) &&
      (event.action === 'watch-list.ended'
        ? typeof row.to_day === 'string'
        : row.to_day === (event.detail?.toDay ?? null)),
  },
  {
    name: 'emergency access',
    later: true,
    acts: ['break-glass.opened'],
    tells: named,
    once: (db, span) =>
      db
        .selectFrom('break_glass')
        .select(['id', 'staff_id', 'patient_id', 'reason', 'explanation', 'started_at', 'expires_at'])
        .$call(madeIn(span))
        .orderBy('id')
        .execute(),
  },
  {
    name: 'withdrawn disclosures',
    later: true,
    acts: ['disclosure.withdrawn'],
    tells: named,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('disclosure')
        .select(['id', 'withdrawn_at', 'withdrawn_by', 'withdrawn_reason'])
        .where('withdrawn_at', '>', after)
        .where('withdrawn_at', '<=', upTo)
        .orderBy('id')
        .execute(),
  },
  {
    name: 'suspended disclosures',
    later: true,
    acts: ['disclosure.suspended'],
    tells: (event, { id }) => event.detail?.suspension === id,
    once: (db, span) =>
      db
        .selectFrom('disclosure_suspension')
        .select(['id', 'patient_id', 'purpose', 'recipient', 'kind', 'official', 'said_on', 'until_day'])
        .select(['reason', 'recorded_by'])
        .$call(madeIn(span))
        .orderBy('id')
        .execute(),
  },
  {
    name: 'sanctions',
    later: true,
    acts: ['sanction.recorded', 'privacy-alert.sanctioned'],
    tells: (event, { id }) => event.detail?.sanction === id,
    once: (db, span) =>
      db
        .selectFrom('sanction')
        .select(['id', 'staff_id', 'alert_id', 'kind', 'decided_on', 'decided_by', 'description'])
        .select('recorded_by')
        .$call(madeIn(span))
        .orderBy('id')
        .execute(),
  },
  {
    name: 'withdrawn sanctions',
    later: true,
    acts: ['sanction.withdrawn'],
    tells: named,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('sanction')
        .select(['id', 'withdrawn_at', 'withdrawn_by', 'withdrawn_reason'])
        .where('withdrawn_at', '>', after)
        .where('withdrawn_at', '<=', upTo)
        .orderBy('id')
        .execute(),
  },
  {
    name: 'answers to questions',
    later: true,
    acts: ['privacy-inquiry.answered'],
    tells: (event, { id }) => event.detail?.inquiry === id,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('alert_inquiry')
        .select(['id', 'alert_id', 'asked', 'staff_id', 'question', 'asked_by', 'answered_at', 'was_work'])
        .select('answer')
        .where('answered_at', '>', after)
        .where('answered_at', '<=', upTo)
        .orderBy('id')
        .execute(),
  },
  {
    name: 'additions to signed reviews',
    later: true,
    acts: ['activity-review.added-to', 'breach.added-to', 'breach.countersigned'],
    // Whoever signs second may say why.
    writes: ({ action }) => action !== 'breach.countersigned',
    tells: (event, { review_id }) => event.objectId === review_id,
    once: (db, span) =>
      db
        .selectFrom('review_addition')
        .select(['id', 'review_type', 'review_id', 'text', 'added_by'])
        .$call(madeIn(span))
        .orderBy('id')
        .execute(),
  },
]
