import type { AuditEvent } from '../audit/event.ts'
import { type Bound, type BoundRow, idsOf, named } from '../audit/seal/bound.ts'
import { changedSettings } from '../core/policy.ts'
import { privacyPolicy } from './policy.ts'

const isOfWatch = (name: string) => 'two' in (privacyPolicy[name as keyof typeof privacyPolicy] ?? {})

/** What a finding about the log says; of what somebody put there by hand, nothing. */
function readEvidence(evidence: string): { id: string; what: string } {
  try {
    const { id, what } = JSON.parse(evidence)
    return { id: String(id), what: String(what) }
  } catch {
    return { id: '', what: '' }
  }
}

/** Whether a rule, or the numbers of the whole watch, is what an event says was put in force; a proposal that was declined put nothing. */
function isAsSaid({ detail }: AuditEvent, row: BoundRow): boolean {
  const said = detail?.to
  if (!Array.isArray(said)) return false
  const numbers: { id: string; value: string }[] = JSON.parse(String(row.numbers ?? '[]'))
  const now: Record<string, unknown> = row.numbers
    ? Object.fromEntries(numbers.map(({ id, value }) => [id, value]))
    : { ...JSON.parse(String(row.thresholds ?? '{}')), enabled: row.enabled === 1 }
  return said.every((one) => {
    const [name, value] = String(one).split('=') as [string, string]
    return now[name] === undefined || String(now[name]) === value
  })
}

/** What the log only points at of privacy: what was signed and given, the register, by what is watched, and how far. */
export const privacyBound: readonly Bound[] = [
  {
    name: 'disclosures',
    acts: ['disclosure.recorded'],
    tells: named,
    once(db, span) {
      const [first, last] = idsOf(span)
      return db
        .selectFrom('disclosure')
        .select(['id', 'patient_id', 'disclosed_on', 'last_on', 'times', 'recipient', 'recipient_address'])
        .select(['description', 'purpose', 'recorded_by', 'created_at'])
        .where('id', '>=', first)
        .where('id', '<', last)
        .orderBy('id')
        .execute()
    },
  },
  {
    name: 'signed reviews of alerts',
    acts: ['privacy-alert.signed'],
    tells: named,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('privacy_alert')
        .select(['id', 'staff_id', 'patient_id', 'assessment', 'outcome', 'measure', 'conclusion'])
        .select(['signed_by', 'signed_at'])
        .where('signed_at', '>', after)
        .where('signed_at', '<=', upTo)
        .orderBy('id')
        .execute(),
  },
  {
    // Few, and what somebody who altered the log would delete next.
    name: 'alerts about the log',
    now: ({ db }) =>
      db.read
        .selectFrom('privacy_alert')
        .select(['id', 'status', 'discovered_at', 'outcome'])
        .where('staff_id', 'is', null)
        .where('patient_id', 'is', null)
        .where('caller_key', 'is', null)
        .orderBy('id')
        .execute(),
    acts: ['privacy-alert.raised', 'privacy-alert.signed'],
    // That one is gone, no act tells.
    tells: (event, row) =>
      named(event, row) && row.status === (event.action === 'privacy-alert.raised' ? 'open' : 'signed'),
  },
  {
    // What they say, from the first minute on: an alert that was made since rows were last bound is known by its act (2026-11-28).
    name: 'what alerts about the log say',
    acts: ['privacy-alert.log-found'],
    tells: ({ objectId, detail }, row) =>
      row.id === detail?.finding && row.alert === objectId && row.what === detail.what,
    async once(db, span) {
      const [first, last] = idsOf(span)
      const rows = await db
        .selectFrom('privacy_finding as f')
        .innerJoin('privacy_alert as a', 'a.id', 'f.alert_id')
        .select(['f.evidence', 'a.id as alert'])
        .where('f.rule', '=', 'log-altered')
        .where('a.staff_id', 'is', null)
        .where('a.patient_id', 'is', null)
        .where('a.caller_key', 'is', null)
        .execute()
      return rows
        .flatMap(({ evidence, alert }) => {
          const { id, what } = readEvidence(evidence)
          return id >= first && id < last ? [{ id, alert, what }] : []
        })
        .sort((a, b) => (a.id < b.id ? -1 : 1))
    },
  },
  {
    name: 'signed reviews of activity',
    acts: ['activity-review.signed'],
    tells: named,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('activity_review')
        .select(['id', 'from_day', 'to_day', 'accesses', 'alerts', 'conclusion', 'signed_by', 'signed_at'])
        .where('signed_at', '>', after)
        .where('signed_at', '<=', upTo)
        .orderBy('id')
        .execute(),
  },
  {
    name: 'concluded breaches',
    acts: ['breach.countersigned'],
    tells: (event, row) => named(event, row) && event.detail?.agrees === true,
    writes: ({ detail }) => detail?.agrees === true,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('breach')
        .select(['id', 'staff_id', 'assessment', 'exception', 'outcome', 'conclusion'])
        .select(['signed_by', 'signed_at', 'second_by', 'second_at'])
        .where('second_at', '>', after)
        .where('second_at', '<=', upTo)
        .orderBy('id')
        .execute(),
  },
  {
    name: 'accountings given',
    acts: ['accounting.answered'],
    tells: named,
    once: (db, { after, upTo }) =>
      db
        .selectFrom('accounting_request')
        .select(['id', 'patient_id', 'received_on', 'free', 'copy', 'left_out', 'answered_by', 'answered_at'])
        .where('answered_at', '>', after)
        .where('answered_at', '<=', upTo)
        .orderBy('id')
        .execute(),
  },
  {
    name: 'alert rules',
    async now({ db }) {
      const rules = await db.read
        .selectFrom('privacy_rule')
        .select(['rule as id', 'enabled', 'thresholds', 'version'])
        .orderBy('rule')
        .execute()
      // What was never changed is the release's own.
      const numbers = (await changedSettings(db.read, privacyPolicy)).filter(({ id }) => isOfWatch(id))
      return [...rules, { id: 'watch-numbers', numbers: JSON.stringify(numbers) }]
    },
    acts: [
      'privacy-rule.changed',
      'privacy-rule.changed-alone',
      'privacy-rule.declined',
      'privacy-rule.lapsed',
    ],
    tells: (event, row) =>
      event.objectId === (row.id === 'watch-numbers' ? 'watch' : row.id) && isAsSaid(event, row),
  },
  {
    name: 'how far accesses are scored',
    async now({ db }) {
      const { scored_to } = await db.read
        .selectFrom('privacy_state')
        .select('scored_to')
        .executeTakeFirstOrThrow()
      return [{ id: 'scored-to', day: scored_to }]
    },
    acts: ['privacy.day-scored'],
    tells: (event, { day }) => event.detail?.day === day,
  },
]
