import { isWork } from '../../audit/action.ts'
import { countLookers, staffActs } from '../../audit/search/readSealed.ts'
import { callsByNumber } from '../../cases/published.ts'
import { dayPlus, type HospitalClock, hourMs } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import type { Db } from '../../core/db/open.ts'
import type { PolicyOf } from '../../core/policy.ts'
import { patientKinship } from '../../patients/published.ts'
import type { privacyPolicy } from '../policy.ts'
import type { PairDay } from './addToDay.ts'
import { finding, type NewFinding, subjectOf, weigh } from './finding.ts'
import { contactTimes } from './patientFacts.ts'
import type { RuleSettings } from './ruleSettings.ts'
import type { Member } from './staffFacts.ts'

/** Rules that look over several days, or over what happened outside the log. They run when a day is whole. */
export async function testSpans(
  { db, catalogue }: Pick<Desk, 'db' | 'catalogue'>,
  day: string,
  clock: HospitalClock,
  rules: RuleSettings,
  members: Map<string, Member>,
  today: readonly NewFinding[],
  settings: PolicyOf<typeof privacyPolicy>,
  pairs: readonly PairDay[],
): Promise<NewFinding[]> {
  return [
    ...(rules['hot-record'].enabled ? await hotRecords({ db, catalogue }, day, clock, rules, pairs) : []),
    ...(rules.serial.enabled ? await serial(db, day, rules, members, today, settings) : []),
    ...(rules['caller-number'].enabled ? await callerNumbers(db, day, clock, rules) : []),
    ...(rules['reset-then-contact'].enabled
      ? await resetThenContact({ db, catalogue }, day, clock, rules)
      : []),
  ]
}

/**
 * Many people at one record within a few days, whatever each may say for it: where a patient is in the news they are in a bed too,
 * and a case that one of them opened explains the rest.
 */
async function hotRecords(
  { db, catalogue }: Pick<Desk, 'db' | 'catalogue'>,
  day: string,
  clock: HospitalClock,
  rules: RuleSettings,
  pairs: readonly PairDay[],
) {
  const { score, people, days } = rules['hot-record'].thresholds
  const looks = [...catalogue.actions.values()]
    .filter(({ watch }) => watch === 'look' || watch === 'reveal' || isWork(watch))
    .map(({ name }) => name)
  const opened = [...new Set(pairs.filter((pair) => pair.acts > 0).map((pair) => pair.patientId))]
  const span = [clock.startOf(dayPlus(day, 1 - days)), clock.startOf(dayPlus(day, 1))] as const
  const counts = await countLookers(db, opened, looks, span)
  return opened.flatMap((patientId) => {
    const count = counts.get(patientId) ?? 0
    return count >= people
      ? [finding(day, { patientId }, { rule: 'hot-record', score, evidence: { count, days } })]
      : []
  })
}

/** The time looked back over, and its multiples, up to the six years that the log is kept: whoever goes slowly is seen in the longest. */
const longer = [1, 3, 12, 72]

/** Many patients, none of them worth an alert by itself, and many more than colleagues have. */
async function serial(
  db: Db,
  day: string,
  rules: RuleSettings,
  members: Map<string, Member>,
  today: readonly NewFinding[],
  { alertScore, findingsTogetherDays }: PolicyOf<typeof privacyPolicy>,
) {
  const { score, patients, deviations, days } = rules.serial.thresholds
  const longest = dayPlus(day, -days * longer.at(-1)!)
  const before = await db.read
    .selectFrom('privacy_finding')
    .select(['staff_id', 'patient_id', 'caller_key', 'rule', 'score', 'day'])
    .where('day', '>', longest)
    .where('day', '<', day)
    .where('alert_id', 'is', null)
    .where('patient_id', '!=', '')
    .where('staff_id', '!=', '')
    .execute()
  const reviewed = await db.read
    .selectFrom('privacy_alert')
    .select((eb) => ['staff_id', eb.fn.max('last_day').as('to')])
    // An alert that is signed, or too old to take more in, has been about what it holds.
    .where((eb) =>
      eb.or([eb('status', '=', 'signed'), eb('first_day', '<=', dayPlus(day, -findingsTogetherDays))]),
    )
    .where('patient_id', 'is', null)
    .where('staff_id', 'is not', null)
    .groupBy('staff_id')
    .execute()
  const reviewedTo = new Map(reviewed.map((row) => [row.staff_id!, row.to]))
  const now = today.filter((f) => f.patient_id !== '' && f.staff_id !== '')
  const opened = await db.read
    .selectFrom('privacy_staff_day')
    .select(['staff_id', 'day', 'opened'])
    .where('day', '>', longest)
    .where('day', '<', day)
    .execute()
  const within = (width: number) => {
    const from = dayPlus(day, -width)
    const counts = new Map<string, number>()
    const all = [...before.filter((f) => f.day > from), ...now]
    for (const [, findings] of Map.groupBy(all, subjectOf)) {
      const { staff_id } = findings[0]!
      if (findings.every((f) => f.day <= (reviewedTo.get(staff_id) ?? ''))) continue
      const weight = weigh(findings)
      // Slips of the hand are no sign of anything.
      if (weight > rules['no-relation'].thresholds.mistaken && weight < alertScore)
        counts.set(staff_id, (counts.get(staff_id) ?? 0) + 1)
    }
    const accesses = new Map<string, number>()
    for (const row of opened)
      if (row.day > from) accesses.set(row.staff_id, (accesses.get(row.staff_id) ?? 0) + row.opened)
    return { width, counts, accesses }
  }
  const windows = longer.map((times) => within(days * times))
  return [...new Set(now.map((f) => f.staff_id))].flatMap((staffId) => {
    const role = members.get(staffId)?.role
    const others = [...members.values()].filter((m) => m.role === role && m.id !== staffId)
    for (const { width, counts, accesses } of windows) {
      const count = counts.get(staffId) ?? 0
      const sum = (of: Map<string, number>) => others.reduce((all, m) => all + (of.get(m.id) ?? 0), 0)
      const expected = (sum(counts) / Math.max(1, sum(accesses))) * (accesses.get(staffId) ?? 0)
      const usual = Math.round(expected * 10) / 10
      if (count >= patients && deviationsAbove(count, expected) > deviations)
        return [finding(day, { staffId }, { rule: 'serial', score, evidence: { count, usual, days: width } })]
    }
    return []
  })
}

/**
 * How many deviations a count is above an expected one, by how much likelier it makes another rate than chance's (the root of a Poisson
 * deviance). By the root of the expected count, few are exceeded by chance far too often (2026-11-27).
 */
const deviationsAbove = (count: number, expected: number) =>
  count <= expected ? 0 : Math.sqrt(2 * (count * Math.log(count / expected) - (count - expected)))

/** Calls about several households from one number. */
async function callerNumbers(db: Db, day: string, clock: HospitalClock, rules: RuleSettings) {
  const { score, patients, days } = rules['caller-number'].thresholds
  const [start, end] = [clock.startOf(day), clock.startOf(dayPlus(day, 1))].map((ms) =>
    new Date(ms).toISOString(),
  ) as [string, string]
  const calls = await db.read
    .selectFrom(callsByNumber(db.read).as('c'))
    .innerJoin(patientKinship(db.read).as('p'), 'p.id', 'c.patient_id')
    .select(['c.caller_key', 'c.opened_at', 'c.patient_id', 'p.address_key'])
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

/** The acts of a kind, by what they say of themselves. */
const actsOf = ({ actions }: Desk['catalogue'], kind: 'reset' | 'contact') =>
  [...actions.values()].filter(({ watch }) => watch === kind).map(({ name }) => name)

/**
 * A link that chooses a password was sent, and soon after the patient got another address or number; graver when the desk asked for
 * that, and one more link follows, since it could go there. What counts is the day of the change, or of that other link. At the desk a
 * change counts from when it was asked for, and takes effect later (2026-11-27).
 */
async function resetThenContact(
  { db, catalogue }: Pick<Desk, 'db' | 'catalogue'>,
  day: string,
  clock: HospitalClock,
  rules: RuleSettings,
) {
  const { score, again, hours } = rules['reset-then-contact'].thresholds
  const [start, end] = [clock.startOf(day), clock.startOf(dayPlus(day, 1))]
  const within = hours * hourMs
  const byPatient = async (kind: 'reset' | 'contact') =>
    Map.groupBy(
      await staffActs(db, actsOf(catalogue, kind), start - 2 * within, end),
      ({ event }) => event.patientIds?.[0] ?? '',
    )
  const links = await byPatient('reset')
  const asked = await byPatient('contact')
  const contacts = await contactTimes(db.read, [...links.keys()])
  const found = new Map<string, NewFinding>()
  for (const [patientId, sent] of links) {
    const brought = contacts.get(patientId) ?? []
    const changes = [
      ...(asked.get(patientId) ?? []).map(({ at }) => ({ at, desk: true })),
      // The first contacts of a patient are no change.
      ...brought.filter((at) => at > Math.min(...brought)).map((at) => ({ at, desk: false })),
    ].filter(({ at }) => at >= start - within && at < end)
    for (const { at: changed, desk } of changes) {
      const before = sent.findLast((link) => link.at < changed && changed <= link.at + within)
      if (!before) continue
      const after = desk ? sent.find((link) => link.at > changed && link.at <= changed + within) : undefined
      const by = after && after.at >= start ? after : before
      if (by === before && changed < start) continue
      const one = finding(
        day,
        { staffId: by.event.actorId!, patientId },
        {
          rule: 'reset-then-contact',
          score: by === after ? again : score,
          evidence: { minutes: Math.round((changed - before.at) / 60_000), again: by === after, desk },
        },
        { ...(by.event.caseId && { caseId: by.event.caseId, own: true }) },
      )
      found.set(subjectOf(one), one)
    }
  }
  return [...found.values()]
}
