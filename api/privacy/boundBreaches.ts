import { type Bound, madeIn } from '../audit/seal/bound.ts'

/** Breaches from when they are opened on, and the notices of them: what was due and what was done stands in these. */
export const breachesBound: readonly Bound[] = [
  {
    name: 'breaches',
    now: ({ db }) =>
      db.read
        .selectFrom('breach')
        .select(['id', 'alert_id', 'staff_id', 'source', 'summary', 'kind', 'location', 'data_kinds'])
        .select(['occurred_from', 'occurred_to', 'known_on', 'should_known_on', 'associate'])
        .select(['associate_agent', 'associate_found_on', 'others', 'status', 'delay_kind', 'delay_said_on'])
        .select(['delay_until', 'delay_official', 'delay_reason', 'told_on', 'settled_on', 'opened_at'])
        .orderBy('id')
        .execute(),
    acts: [
      ...['breach.opened', 'breach.described', 'breach.people-added', 'breach.person-removed'],
      ...['breach.assessed', 'breach.signed', 'breach.countersigned', 'breach.delayed'],
      ...['breach.letters-printed', 'breach.letters-posted', 'breach.notice-recorded'],
      ...['breach.public-notice-recorded', 'breach.notice-returned', 'breach.notice-withdrawn'],
      ...['breach.email-returned', 'privacy-alert.signed'],
    ],
    // A review that found one opens it.
    tells: ({ objectId }, row) => objectId === row.id || (row.alert_id !== null && objectId === row.alert_id),
  },
  {
    name: 'notices of breaches',
    later: true,
    acts: ['breach.letters-printed', 'breach.notice-recorded', 'breach.public-notice-recorded'],
    tells: ({ objectId }, { breach_id }) => objectId === breach_id,
    // Nobody may have had an address.
    writes: ({ action, detail }) =>
      action !== 'breach.letters-printed' || Number(detail?.letters) + Number(detail?.inPortal) > 0,
    once: (db, span) =>
      db
        .selectFrom('breach_notice')
        .select(['id', 'breach_id', 'patient_id', 'method', 'recipient', 'content', 'residence'])
        .select(['recorded_by', 'recorded_at'])
        .$call(madeIn(span))
        .orderBy('id')
        .execute(),
  },
]
