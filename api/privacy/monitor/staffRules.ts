import type { PolicyOf } from '../../core/policy.ts'
import type { privacyPolicy } from '../policy.ts'
import type { StaffDay } from './addToDay.ts'
import type { Hit } from './pairRules.ts'
import type { RuleSettings } from './ruleSettings.ts'
import type { Member } from './staffFacts.ts'

export interface Peers {
  /** What nearly all days of the role stayed under, before. */
  before: { opened: number; unopened: number }
  /** The middle of what others of the role did on the day itself; 0 where there are too few to say. */
  today: { opened: number; unopened: number }
}

/** Rules about what one staff member did in a day as a whole. */
export function testStaff(
  day: string,
  done: StaffDay,
  member: Member,
  peers: Peers,
  rules: RuleSettings,
  { leastHabitDays }: Pick<PolicyOf<typeof privacyPolicy>, 'leastHabitDays'>,
): Hit[] {
  const hits: Hit[] = []
  const opened = done.opened.size
  const unopened = unopenedOf(done)
  const tooMany = (what: 'opened' | 'unopened', count: number, rule: 'volume' | 'enumeration') => {
    const { score, times, least } = rules[rule].thresholds
    const own = member.past.days < leastHabitDays ? peers.before[what] : member.past[what] / member.past.days
    // On a day that is busy for everybody, everybody's day is the measure.
    const usual = Math.max(own, peers.today[what])
    if (count >= least && count > times * usual && count > peers.before[what])
      hits.push({
        rule,
        score,
        evidence: { count, usual: Math.round(usual * 10) / 10, peers: peers.before[what] },
      })
  }
  if (rules.volume.enabled) tooMany('opened', opened, 'volume')
  if (rules.enumeration.enabled) tooMany('unopened', unopened, 'enumeration')
  if (rules.refusals.enabled && done.denied >= rules.refusals.thresholds.least)
    hits.push({ rule: 'refusals', score: rules.refusals.thresholds.score, evidence: { count: done.denied } })
  const probing = rules['figure-probing']
  if (probing.enabled && done.groups.size >= probing.thresholds.least)
    hits.push({
      rule: 'figure-probing',
      score: probing.thresholds.score,
      evidence: { count: done.groups.size },
    })
  const missed = Math.max(0, ...[...done.missed.values()].map((keys) => keys.size))
  const tries = rules['number-tries']
  if (tries.enabled && missed >= tries.thresholds.least)
    hits.push({ rule: 'number-tries', score: tries.thresholds.score, evidence: { count: missed } })
  if (rules['on-leave'].enabled && member.absent !== null && opened > 0)
    hits.push({
      rule: 'on-leave',
      score: rules['on-leave'].thresholds.score,
      evidence: { patients: opened, kind: member.absent },
    })
  if (rules['after-employment'].enabled && (member.employedUntil ?? day) < day && opened > 0)
    hits.push({
      rule: 'after-employment',
      score: rules['after-employment'].thresholds.score,
      evidence: { patients: opened, until: member.employedUntil! },
    })
  return hits
}

/** At whom a staff member tried one value after the other in searches: one finding for each of those people. */
export function testTries({ tried }: StaffDay, rules: RuleSettings): { patientId: string; hit: Hit }[] {
  const { enabled, thresholds } = rules['identity-tries']
  if (!enabled) return []
  return [...tried]
    .filter(([, keys]) => keys.size >= thresholds.least)
    .map(([patientId, keys]) => ({
      patientId,
      hit: { rule: 'identity-tries', score: thresholds.score, evidence: { count: keys.size } },
    }))
}

const ofTheDay = ['off-hours', 'new-address'] as const

/**
 * Somebody who works at an odd time or place opens many records there: that is one question, not one for each patient.
 * Takes such findings out of the pairs of a day, where they are many, and returns one of the person instead.
 */
export function gatherByStaff(pairs: { hits: Hit[] }[], rules: RuleSettings): Hit[] {
  return ofTheDay.flatMap((rule) => {
    const { many, ofMany } = rules[rule].thresholds
    const odd = pairs.filter(({ hits }) => hits.some((hit) => hit.rule === rule))
    if (odd.length < many) return []
    const { evidence } = odd[0]!.hits.find((hit) => hit.rule === rule)!
    for (const pair of odd) pair.hits = pair.hits.filter((hit) => hit.rule !== rule)
    return [{ rule, score: ofMany, evidence: { ...evidence, patients: odd.length } }]
  })
}

/** Patients shown in lists whose record was not opened. */
export const unopenedOf = (done: StaffDay) => [...done.shown].filter((id) => !done.opened.has(id)).length

export function staffDayRow(day: string, done: StaffDay) {
  return {
    day,
    staff_id: done.staffId,
    role: done.role,
    opened: done.opened.size,
    searches: done.searches.length,
    unopened: unopenedOf(done),
    denied: done.denied,
    hours: done.hours,
    addresses: JSON.stringify([...done.addresses].sort((a, b) => a - b)),
  }
}
