import { sql } from 'kysely'
import { eventOf } from '../../audit/event.ts'
import type { Db } from '../../db/open.ts'
import { dayPlus, type HospitalClock } from './clock.ts'
import { finding, type NewFinding, subjectOf, weigh } from './finding.ts'
import type { RuleSettings } from './ruleSettings.ts'
import type { Member } from './staffFacts.ts'

/** Rules that look over several days, or over what happened outside the log. They run when a day is whole. */
export async function testSpans(
  db: Db,
  day: string,
  clock: HospitalClock,
  rules: RuleSettings,
  members: Map<string, Member>,
  today: readonly NewFinding[],
  alertScore: number,
): Promise<NewFinding[]> {
  return [
    ...(rules['hot-record'].enabled ? await hotRecords(db, day, rules, today) : []),
    ...(rules.serial.enabled ? await serial(db, day, rules, members, today, alertScore) : []),
    ...(rules['caller-number'].enabled ? await callerNumbers(db, day, clock, rules) : []),
    ...(rules['reset-then-contact'].enabled ? await resetThenContact(db, day, clock, rules) : []),
  ]
}

/** Many people without a relation to one patient, within a few days. */
async function hotRecords(db: Db, day: string, rules: RuleSettings, today: readonly NewFinding[]) {
  const { score, people, days } = rules['hot-record'].thresholds
  const now = today.filter((f) => f.rule === 'no-relation')
  if (now.length === 0) return []
  const before = await db.read
    .selectFrom('privacy_finding')
    .select(['staff_id', 'patient_id'])
    .where('rule', '=', 'no-relation')
    .where('day', '>', dayPlus(day, -days))
    .where('day', '<', day)
    .execute()
  const lookers = Map.groupBy([...before, ...now], (f) => f.patient_id)
  return [...new Set(now.map((f) => f.patient_id))].flatMap((patientId) => {
    const count = new Set(lookers.get(patientId)!.map((f) => f.staff_id)).size
    return count >= people
      ? [finding(day, { patientId }, { rule: 'hot-record', score, evidence: { count, days } })]
      : []
  })
}

/** Many patients, none of them worth an alert by itself, and many more than colleagues have. */
async function serial(
  db: Db,
  day: string,
  rules: RuleSettings,
  members: Map<string, Member>,
  today: readonly NewFinding[],
  alertScore: number,
) {
  const { score, patients, times, days } = rules.serial.thresholds
  const before = await db.read
    .selectFrom('privacy_finding')
    .select(['staff_id', 'patient_id', 'caller_key', 'rule', 'score', 'day'])
    .where('day', '>', dayPlus(day, -days))
    .where('day', '<', day)
    .where('alert_id', 'is', null)
    .where('patient_id', '!=', '')
    .where('staff_id', '!=', '')
    .execute()
  const reviewed = await db.read
    .selectFrom('privacy_alert')
    .select((eb) => ['staff_id', eb.fn.max('last_day').as('to')])
    .where('status', '=', 'signed')
    .where('patient_id', 'is', null)
    .where('staff_id', 'is not', null)
    .groupBy('staff_id')
    .execute()
  const reviewedTo = new Map(reviewed.map((row) => [row.staff_id!, row.to]))
  const now = today.filter((f) => f.patient_id !== '' && f.staff_id !== '')
  const counts = new Map<string, number>()
  for (const [, findings] of Map.groupBy([...before, ...now], subjectOf)) {
    const { staff_id } = findings[0]!
    if (findings.every((f) => f.day <= (reviewedTo.get(staff_id) ?? ''))) continue
    if (weigh(findings) < alertScore) counts.set(staff_id, (counts.get(staff_id) ?? 0) + 1)
  }
  const usualOf = (role: string) => {
    const all = [...members.values()]
      .filter((m) => m.role === role && m.past.days > 0)
      .map((m) => counts.get(m.id) ?? 0)
    return all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
  }
  return [...new Set(now.map((f) => f.staff_id))].flatMap((staffId) => {
    const count = counts.get(staffId) ?? 0
    const usual = usualOf(members.get(staffId)?.role ?? '')
    return count >= patients && count > times * usual
      ? [finding(day, { staffId }, { rule: 'serial', score, evidence: { count, usual, days } })]
      : []
  })
}

/** Calls about several households from one number. */
async function callerNumbers(db: Db, day: string, clock: HospitalClock, rules: RuleSettings) {
  const { score, patients, days } = rules['caller-number'].thresholds
  const [start, end] = [clock.startOf(day), clock.startOf(dayPlus(day, 1))].map((ms) =>
    new Date(ms).toISOString(),
  ) as [string, string]
  const calls = await db.read
    .selectFrom('support_case as c')
    .innerJoin('patient as p', 'p.id', 'c.patient_id')
    .select(['c.caller_key', 'c.opened_at', 'c.patient_id', 'p.address_key'])
    .where('c.caller_key', 'is not', null)
    .where('c.opened_at', '>=', new Date(clock.startOf(dayPlus(day, 1 - days))).toISOString())
    .where('c.opened_at', '<', end)
    .execute()
  return [...Map.groupBy(calls, (call) => call.caller_key!)].flatMap(([callerKey, from]) => {
    // A family, or a home, calls for those who live there: they count once.
    const count = new Set(from.map((call) => call.address_key ?? call.patient_id)).size
    return count >= patients && from.some((call) => call.opened_at >= start)
      ? [
          finding(
            day,
            { callerKey },
            { rule: 'caller-number', score, evidence: { count, calls: from.length, days } },
          ),
        ]
      : []
  })
}

const resetActions = ['account.invited', 'account.unlocked', 'account.reset-link-sent'] as const

/** A link that chooses a password was sent, and soon after the patient got another address or number. */
async function resetThenContact(db: Db, day: string, clock: HospitalClock, rules: RuleSettings) {
  const { score, hours } = rules['reset-then-contact'].thresholds
  const [start, end] = [clock.startOf(day), clock.startOf(dayPlus(day, 1))]
  const rows = await db.aside
    .selectFrom('audit_kind as k')
    .innerJoin('audit_search as s', 's.kind', 'k.kind')
    .innerJoin('audit_leaf as l', 'l.leaf_index', 's.leaf_index')
    .innerJoin('audit_event as e', 'e.id', 'l.event_id')
    .select(['e.body', 's.at'])
    .where('k.action', 'in', resetActions)
    .where('k.actor_type', '=', 'staff')
    .where('k.outcome', '=', 'success')
    .where('s.at', '>=', start - hours * 3_600_000)
    .where('s.at', '<', end)
    .execute()
  const found = new Map<string, NewFinding>()
  for (const row of rows) {
    const event = eventOf(row.body)
    const patientId = event.patientIds?.[0]
    if (!patientId) continue
    const changes = await db.read
      .selectFrom('contact_point as c')
      .select('c.on_file_since')
      .where('c.patient_id', '=', patientId)
      .where('c.on_file_since', '>', event.at)
      .where('c.on_file_since', '<=', new Date(row.at + hours * 3_600_000).toISOString())
      .where('c.on_file_since', '>=', new Date(start).toISOString())
      .where('c.on_file_since', '<', new Date(end).toISOString())
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('contact_point as o')
            .select(sql`1`.as('one'))
            .whereRef('o.patient_id', '=', 'c.patient_id')
            .where('o.on_file_since', '<=', event.at),
        ),
      )
      .orderBy('c.on_file_since')
      .limit(1)
      .execute()
    if (changes.length === 0) continue
    const after = Math.round((Date.parse(changes[0]!.on_file_since) - row.at) / 60_000)
    const one = finding(
      day,
      { staffId: event.actorId!, patientId },
      { rule: 'reset-then-contact', score, evidence: { minutes: after } },
      { ...(event.caseId && { caseId: event.caseId, own: true }) },
    )
    found.set(subjectOf(one), one)
  }
  return [...found.values()]
}
