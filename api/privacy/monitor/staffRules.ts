import type { StaffDay } from './foldDay.ts'
import type { Hit } from './pairRules.ts'
import type { RuleSettings } from './ruleSettings.ts'
import { leastHabit, type Member } from './staffFacts.ts'

/** Rules about what one staff member did in a day as a whole. `peers` is what nearly all days of the role stay under. */
export function testStaff(
  day: string,
  done: StaffDay,
  member: Member,
  peers: { opened: number; unopened: number },
  rules: RuleSettings,
): Hit[] {
  const hits: Hit[] = []
  const opened = done.opened.size
  const unopened = [...done.shown].filter((id) => !done.opened.has(id)).length
  const tooMany = (what: 'opened' | 'unopened', count: number, rule: 'volume' | 'enumeration') => {
    const { score, times, least } = rules[rule].thresholds
    const usual = member.past.days < leastHabit ? peers[what] : member.past[what] / member.past.days
    if (count >= least && count > times * usual && count > peers[what])
      hits.push({ rule, score, evidence: { count, usual: Math.round(usual * 10) / 10, peers: peers[what] } })
  }
  if (rules.volume.enabled) tooMany('opened', opened, 'volume')
  if (rules.enumeration.enabled) tooMany('unopened', unopened, 'enumeration')
  if (rules.refusals.enabled && done.denied >= rules.refusals.thresholds.least)
    hits.push({ rule: 'refusals', score: rules.refusals.thresholds.score, evidence: { count: done.denied } })
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

export function staffDayRow(day: string, done: StaffDay) {
  return {
    day,
    staff_id: done.staffId,
    role: done.role,
    opened: done.opened.size,
    searches: done.searches,
    unopened: [...done.shown].filter((id) => !done.opened.has(id)).length,
    denied: done.denied,
    hours: done.hours,
    addresses: JSON.stringify([...done.addresses].sort((a, b) => a - b)),
  }
}
