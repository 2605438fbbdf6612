import { hourMs } from '../../api/core/calendar.ts'
import type { Random } from '../random.ts'
import { minuteMs } from './calendar.ts'
import { CaseFile, type Desk } from './caseFile.ts'
import { handovers, notes } from './caseTexts.ts'
import type { Person } from './portal.ts'
import type { Agent } from './roster.ts'

/** Where a case of a cause may be handed to, and whether that takes days. */
const handedTo: Record<string, string> = {
  'delivery-failed': 'registration',
  'no-email': 'registration',
  'details-mismatch': 'registration',
  'proofing-failed': 'registration',
  'wrong-person': 'privacy',
  'suspected-takeover': 'privacy',
  deceased: 'health-information-management',
  'merged-record': 'health-information-management',
  'duplicate-record': 'health-information-management',
  'second-factor-lost': 'supervisor',
  'repeated-lockouts': 'security',
  'guardian-email': 'privacy',
}

const categories: Record<string, string> = {
  'locked-out': 'locked-out',
  'repeated-lockouts': 'locked-out',
  'forgotten-password': 'forgotten-password',
  'must-choose-password': 'forgotten-password',
  'reset-link-expired': 'forgotten-password',
  'invitation-expired': 'invitation',
  'invitation-not-received': 'invitation',
  'never-finished': 'invitation',
  'never-invited': 'invitation',
  'details-mismatch': 'invitation',
  'proofing-failed': 'invitation',
  'second-factor-lost': 'second-factor',
  'delivery-failed': 'contact-change',
  'no-email': 'contact-change',
  'contact-changed': 'contact-change',
  'email-differs': 'contact-change',
  'proxy-pending': 'proxy-access',
  'turned-adult': 'proxy-access',
  'teen-policy': 'proxy-access',
  'guardian-email': 'proxy-access',
  'suspected-takeover': 'privacy-concern',
  'wrong-person': 'privacy-concern',
}

/**
 * The calls of the last hours that nobody has finished: for each kind of problem one patient who rang. The desk's own
 * agent holds some, colleagues hold others, some wait for whoever is free, and some were handed to another queue.
 */
export function openQueue(
  desk: Desk,
  callers: readonly { cause: string; person: Person }[],
  own: Agent,
): void {
  const { random, roster } = desk
  const times = recentTimes(desk, callers.length)
  const queued = [...callers].sort(
    (a, b) => Number(handedTo[b.cause] !== undefined) - Number(handedTo[a.cause] !== undefined),
  )
  queued.forEach(({ cause, person }, i) => {
    const taken = roster.taker(times[i]!, person.patient)
    const mine = i % 4 === 1 && roster.onDuty(own, taken.at)
    const at = Math.min(taken.at, times[i]!)
    const file = new CaseFile(
      desk,
      person,
      mine ? own : taken.agent,
      at,
      cause,
      categories[cause] ?? 'cannot-sign-in',
    )
    let t = at + random.int(60, 150) * 1000
    if (random.chance(0.75)) file.verify(t, random.chance(0.9))
    t += random.int(40, 200) * 1000
    const queue = handedTo[cause]
    if (queue) {
      const { asked, gone } = handovers[cause] ?? handovers[queue]!
      file.escalate(t, queue, random.pick(gone), asked)
    } else if (i % 5 === 3) {
      file.note(t, random.pick(notes.unfinished))
      const supervisor = roster.agents.find((one) => one.role === 'supervisor')!
      file.assign(t + minuteMs, supervisor, undefined)
    } else if (random.chance(0.5)) file.note(t, random.pick(notes.open))
  })
}

/** Moments of the last hours at which the desk was open, oldest first; none so near that its first minutes are not over. */
function recentTimes({ random, calendar, roster }: Desk, count: number): number[] {
  const open: number[] = []
  for (
    let at = calendar.now - 12 * minuteMs;
    open.length < 42 && at > calendar.now - 80 * hourMs;
    at -= 20 * minuteMs
  )
    if (roster.agents.some((one) => one.role === 'helpdesk' && roster.onDuty(one, at))) open.push(at)
  return Array.from({ length: count }, () => within(random, open)).sort((a, b) => a - b)
}

const within = (random: Random, open: readonly number[]) =>
  open[Math.floor(random.next() ** 3 * open.length)]! - random.int(0, 19 * 60) * 1000
