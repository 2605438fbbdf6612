import { dayPlus, type HospitalClock } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import type { PolicyOf } from '../../core/policy.ts'
import { countPatients } from '../../patients/published.ts'
import type { privacyPolicy } from '../policy.ts'
import type { StaffDayRow } from '../tables.ts'
import { type DayOfAccess, type PairDay, type StaffDay, wasBeside, wasMistaken } from './addToDay.ts'
import { rules as catalog, type Rule } from './catalog.ts'
import { type Context, contextOf, explains } from './explanation.ts'
import { finding, type NewFinding, subjectOf, weigh } from './finding.ts'
import { type Hit, type PairQuestion, personKey, testPair } from './pairRules.ts'
import { readPatients, type Span } from './patientFacts.ts'
import { atDesk } from './portalUse.ts'
import type { RuleSettings } from './ruleSettings.ts'
import { testSpans } from './spanRules.ts'
import { type Member, readMembers, readPeers, surnameShare } from './staffFacts.ts'
import { gatherByStaff, type Peers, staffDayRow, testStaff, testTries, unopenedOf } from './staffRules.ts'

/** What the rules say of a day. */
export interface DayScore {
  day: string
  findings: NewFinding[]
  staffDays: StaffDayRow[]
  /** Of staff members with patients, each pair once a day. */
  totals: { accesses: number; explained: number; unexplained: number; flagged: number }
  /** Flagged pairs by the staff whose they are. */
  flaggedOf: Record<string, number>
  sample: { day: string; lot: string; staff_id: string; patient_id: string }[]
}

/** Accesses between which requests may go. */
const atOnce = 128

/** Scores a day: a function of the sealed log, of what is on file, and of the findings of the days before. */
export async function scoreDay(
  desk: Desk,
  done: DayOfAccess,
  { day, since, clock, rules, settings }: Question,
): Promise<DayScore> {
  const { db } = desk
  const whole = since === undefined
  const asked = whole ? rules : onlyAtOnce(rules)
  const pairs = [...done.pairs.values()].filter((pair) => pair.lastAt >= (since ?? 0))
  const members = await readMembers(db.read, day, whole ? settings.habitDays : 0)
  const peers = whole ? await readPeers(db.read, day) : new Map<string, never>()
  const looks = whole
    ? await earlierLooks(desk, day, pairs, settings.findingsTogetherDays)
    : new Map<string, number>()
  const facts = await readPatients(
    db.read,
    [...new Set(pairs.map((pair) => pair.patientId))],
    spanOf(day, clock, rules, settings.findingsTogetherDays),
  )
  const colleaguesFrom = new Date(
    clock.startOf(dayPlus(day, -rules['no-relation'].thresholds.colleagueDays)),
  ).toISOString()
  const { briefSeconds, leftMinutes } = rules['no-relation'].thresholds
  let patients: number | undefined
  const shares = new Map<string, number>()
  const share = async (surname: string) => {
    patients ??= await countPatients(db.read)
    const known = shares.get(surname) ?? (await surnameShare(db.read, surname, patients))
    shares.set(surname, known)
    return known
  }
  const staffAsPatients = new Map<string, Member>()
  for (const member of members.values()) {
    if (member.ownPatientId) staffAsPatients.set(member.ownPatientId, member)
    else if (member.birthDate) staffAsPatients.set(personKey(member), member)
  }

  const findings: NewFinding[] = []
  const totals = { accesses: 0, explained: 0, unexplained: 0, flagged: 0 }
  const flaggedOf: DayScore['flaggedOf'] = {}
  const lots: DayScore['sample'] = []
  const tested: { pair: PairDay; context: Context; hits: Hit[] }[] = []
  for (const pair of pairs) {
    const member = members.get(pair.staffId)
    const patient = facts.get(pair.patientId)
    if (!member || !patient) continue
    const theirs = done.staff.get(pair.staffId)!
    const mistaken = wasMistaken(theirs, pair)
    const context = contextOf(pair, patient, {
      ...{ colleaguesFrom, mistaken, briefSeconds, leftMinutes, dayOf: clock.dayOf },
      atDesk: atDesk(done, theirs, pair.patientId, rules['desk-sign-in'].thresholds.shared),
    })
    const question: PairQuestion = {
      day,
      pair,
      member,
      patient,
      context,
      beside: wasBeside(theirs, pair),
      rules: asked,
      settings,
      staffAsPatients,
      share,
      earlierLooks: looks.get(`${pair.staffId} ${pair.patientId}`) ?? 0,
    }
    tested.push({ pair, context, hits: await testPair(question) })
    if (tested.length % atOnce === 0) await letOthersGo()
  }
  for (const [staffId, theirs] of Map.groupBy(tested, ({ pair }) => pair.staffId))
    for (const hit of gatherByStaff(theirs, rules)) findings.push(finding(day, { staffId }, hit))
  for (const { pair, context, hits } of tested) {
    findings.push(...hits.map((hit) => finding(day, pair, hit, context)))
    if (pair.acts === 0) continue
    totals.accesses++
    if (weigh(hits) >= settings.alertScore) {
      totals.flagged++
      flaggedOf[pair.staffId] = (flaggedOf[pair.staffId] ?? 0) + 1
    } else {
      if (explains(context, 'any-relation')) totals.explained++
      else totals.unexplained++
      lots.push({
        day,
        lot: desk.keys.mac('sample', `${day} ${pair.staffId} ${pair.patientId}`),
        staff_id: pair.staffId,
        patient_id: pair.patientId,
      })
    }
  }
  for (const theirs of done.staff.values()) {
    const member = members.get(theirs.staffId)
    if (!member) continue
    const before = peers.get(theirs.role) ?? { opened: 0, unopened: 0 }
    const hits = testStaff(
      day,
      theirs,
      member,
      { before, today: whole ? othersToday(done, theirs) : before },
      asked,
      settings,
    )
    findings.push(...hits.map((hit) => finding(day, { staffId: theirs.staffId }, hit)))
    for (const { patientId, hit } of testTries(theirs, asked))
      findings.push(finding(day, { staffId: theirs.staffId, patientId }, hit))
  }
  if (whole) findings.push(...(await testSpans(desk, day, clock, rules, members, findings, settings, pairs)))
  return {
    day,
    findings: findings.sort((a, b) => (order(a) < order(b) ? -1 : 1)),
    staffDays: [...done.staff.values()].map((theirs) => staffDayRow(day, theirs)),
    totals,
    flaggedOf,
    sample: lots.sort((a, b) => (a.lot < b.lot ? -1 : 1)).slice(0, settings.drawnADay),
  }
}

export interface Question {
  day: string
  /** While the day lasts: only what happened since, and only the rules that need not wait for its end. */
  since?: number
  clock: HospitalClock
  rules: RuleSettings
  settings: PolicyOf<typeof privacyPolicy>
}

const order = (f: NewFinding) => `${subjectOf(f)} ${f.rule}`

const onlyAtOnce = (rules: RuleSettings): RuleSettings =>
  Object.fromEntries(
    Object.entries(rules).map(([code, rule]) => [
      code,
      { ...rule, enabled: rule.enabled && (catalog[code as keyof typeof catalog] as Rule).atOnce === true },
    ]),
  ) as unknown as RuleSettings

function spanOf(day: string, clock: HospitalClock, rules: RuleSettings, togetherDays: number): Span {
  const { caseDays, numberDays, visitDays } = rules['no-relation'].thresholds
  const at = (days: number) => new Date(clock.startOf(dayPlus(day, days))).toISOString()
  return {
    day,
    dayEnds: at(1),
    casesFrom: at(-caseDays),
    callsFrom: at(-numberDays),
    visitsFrom: at(-visitDays),
    visitsTo: at(1 + visitDays),
    reviewsFrom: dayPlus(day, -togetherDays * 2),
  }
}

/**
 * On how many days before a person opened a record without any relation to the patient. Days however long ago count, those that
 * are no longer near half: among many thousand records chance meets one twice.
 */
async function earlierLooks(
  { db }: Desk,
  day: string,
  pairs: readonly PairDay[],
  togetherDays: number,
): Promise<Map<string, number>> {
  const near = dayPlus(day, -togetherDays)
  const looks = new Map<string, { near: number; far: number }>()
  for (const [staffId, theirs] of Map.groupBy(pairs, (pair) => pair.staffId))
    for (let from = 0; from < theirs.length; from += atOnce) {
      const ids = theirs.slice(from, from + atOnce).map((pair) => pair.patientId)
      const rows = await db.read
        .selectFrom('privacy_finding')
        .select(['patient_id', 'day'])
        .where('staff_id', '=', staffId)
        .where('patient_id', 'in', ids)
        .where('rule', '=', 'no-relation')
        .where('day', '<', day)
        .execute()
      for (const row of rows) {
        const key = `${staffId} ${row.patient_id}`
        const known = looks.get(key) ?? { near: 0, far: 0 }
        looks.set(key, known)
        known[row.day > near ? 'near' : 'far']++
      }
      await letOthersGo()
    }
  return new Map([...looks].map(([key, { near, far }]) => [key, near + Math.floor(far / 2)]))
}

function othersToday(done: DayOfAccess, { staffId, role }: StaffDay): Peers['today'] {
  const others = [...done.staff.values()].filter((one) => one.role === role && one.staffId !== staffId)
  const middle = (numbers: number[]) =>
    numbers.length < 3 ? 0 : numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
  return { opened: middle(others.map((one) => one.opened.size)), unopened: middle(others.map(unopenedOf)) }
}
