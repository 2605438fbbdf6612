import { hourMs } from '../../api/core/calendar.ts'
import { minuteMs, spread } from './calendar.ts'
import { CaseFile, type Desk } from './caseFile.ts'
import { handovers, notes, reasons } from './caseTexts.ts'
import {
  correctEmail,
  disable,
  followLink,
  invite,
  type Person,
  sendResetLink,
  signIn,
  unlock,
} from './portal.ts'
import { enrolmentTroubles, type Trouble } from './troubles.ts'

/** How a call ended: when, whether they got in, and whether they will ring again. */
export interface CallEnd {
  at: number
  in: boolean
  again?: Trouble | undefined
}

const ranOut: Record<'invite' | 'reset', Trouble> = {
  invite: enrolmentTroubles['invitation-expired'],
  reset: { cause: 'reset-link-expired', category: 'forgotten-password', weight: 0, act: 'send-reset-link' },
}

/** Hours until a queue has answered, by its median. */
const answered: Record<string, number> = {
  supervisor: 1.2,
  registration: 2.5,
  clinic: 5,
  'health-information-management': 18,
  privacy: 16,
}
const seconds = (desk: Desk, low: number, high: number) => desk.random.int(low, high) * 1000

/**
 * A call, from the first ring to the closed case. Whatever the case says was done is done to the login, and what the
 * login's own history then shows decides how the case ends. A case nobody has an answer for yet stays open.
 */
export function takeCall(desk: Desk, p: Person, trouble: Trouble, wanted: number): CallEnd {
  const { random, roster } = desk
  const { agent, at } = roster.taker(wanted, p.patient)
  const file = new CaseFile(desk, p, agent, at, trouble.cause, trouble.category)
  let t = at
  if (!trouble.unproven || random.chance(0.35)) {
    t += seconds(desk, 40, 150)
    const proven = random.chance(0.94)
    file.verify(t, proven)
    if (!proven) {
      t += seconds(desk, 20, 120)
      // Three in ten have another detail to hand; the others are told to come back with one.
      if (random.chance(0.7)) {
        file.note(t, random.pick(notes.notVerified))
        file.close(t + 5000, 'caller-not-verified', 'not-verified')
        return { at: t, in: false, again: random.chance(0.7) ? trouble : undefined }
      }
      file.verify(t, true)
    }
  }
  if (trouble.cause === 'suspected-takeover') {
    t += seconds(desk, 20, 60)
    disable(p, t, 'suspected-takeover')
    file.acted(t, 'disable', 'account.disabled', 'T1', 'suspected-takeover', ['status', 'statusReason'])
  }
  if (trouble.queue && random.chance(trouble.handedOver ?? 0))
    return handOver(desk, p, trouble, file, t + seconds(desk, 40, 240))
  return finish(desk, p, trouble, file, t)
}

function handOver(desk: Desk, p: Person, trouble: Trouble, file: CaseFile, t: number): CallEnd {
  const { random, roster, calendar } = desk
  const queue = trouble.queue!
  const { asked, gone, back } = handovers[trouble.cause] ?? handovers[queue]!
  file.escalate(t, queue, random.pick(gone), asked)
  const role = queue === 'supervisor' || queue === 'privacy' ? 'supervisor' : undefined
  const next = roster.taker(t + spread(random, answered[queue]! * hourMs, 0.9), p.patient, role)
  if (next.at + hourMs > calendar.now) return { at: calendar.now, in: false }
  t = next.at
  file.assign(t, next.agent, next.agent)
  file.look(t + 2000)
  if (queue === 'registration' && trouble.cause !== 'details-mismatch') correctEmail(p, t - 8 * minuteMs)
  t += seconds(desk, 60, 400)
  file.note(t, random.pick(back))
  if (!trouble.act || trouble.act === 'disable') {
    const outcome = queue === 'privacy' ? 'login-disabled' : queue === 'supervisor' ? 'referred' : 'explained'
    file.close(t + 5000, trouble.cause, outcome)
    return { at: t, in: false }
  }
  // A proof lives half an hour: whoever is called back says once more who they are.
  t += seconds(desk, 40, 120)
  file.verify(t, true)
  return finish(desk, p, trouble, file, t)
}

/** Does what there is to be done, and sees whether they get in. */
function finish(desk: Desk, p: Person, trouble: Trouble, file: CaseFile, t: number): CallEnd {
  const { random, roster, calendar } = desk
  const { act } = trouble
  /** They will ring again about the link, not about what it was for. */
  const closed = (at: number, outcome: string, into: boolean, again = false): CallEnd => {
    file.close(at, trouble.cause, outcome)
    return { at, in: into, again: again ? (act === 'invite' ? ranOut.invite : ranOut.reset) : undefined }
  }
  t += seconds(desk, 20, 100)
  if (!act) {
    file.note(t + seconds(desk, 60, 400), random.pick(notes.explained))
    t += seconds(desk, 410, 700)
    // While the portal is down nobody gets in, whatever is explained.
    if (trouble.cause === 'known-incident' || p.account?.status !== 'active' || random.chance(0.45))
      return closed(t, 'explained', false)
    signIn(p, t)
    return closed(t + seconds(desk, 15, 90), 'signed-in', true)
  }
  const reason = random.pick(reasons[act]!)
  if (act === 'disable') {
    disable(p, t, 'patient-request')
    file.acted(t, act, 'account.disabled', 'T1', reason, ['status', 'statusReason'])
    return closed(t + seconds(desk, 30, 120), 'login-disabled', false)
  }
  const caseId = file.row.id
  const made =
    act === 'invite'
      ? invite(p, t, { caseId })
      : act === 'unlock'
        ? unlock(p, t, caseId)
        : sendResetLink(p, t, caseId)
  const [action, fields] = (
    {
      invite: ['account.invited', ['invitedAt']],
      unlock: ['account.unlocked', ['status', 'mustChangePassword']],
      'send-reset-link': ['account.reset-link-sent', []],
    } as const
  )[act]
  file.acted(t, act, action, 'T1', reason, [...fields])

  const dice = random.next()
  const life = act === 'invite' ? 20 * hourMs : 52 * minuteMs
  if (dice < 0.6) {
    t += seconds(desk, 70, 300)
    followLink(p, made, t)
    t += seconds(desk, 15, 80)
    signIn(p, t)
    if (random.chance(0.3)) file.note(t + 9000, random.pick(notes.signedIn))
    return closed(t + seconds(desk, 10, 120), 'signed-in', true)
  }
  if (dice < 0.72) {
    // The case stays open until the sign-in is seen.
    file.note(t + seconds(desk, 30, 90), random.pick(notes.later))
    const used = t + spread(random, 0.25 * life, 0.7)
    if (used < t + life && used + 2 * hourMs < calendar.now) {
      followLink(p, made, used)
      signIn(p, used + minuteMs)
      const back = roster.backAt(file.agent, used + random.int(3, 50) * minuteMs, p.patient)
      file.agent = back.agent
      file.look(back.at)
      file.note(back.at + 10_000, random.pick(notes.seenLater))
      return closed(back.at + 15_000, 'signed-in', true)
    }
    const back = roster.backAt(file.agent, t + life, p.patient)
    if (back.at > calendar.now) return { at: calendar.now, in: false }
    file.agent = back.agent
    return closed(back.at, 'link-sent', false, true)
  }
  t += seconds(desk, 30, 150)
  const lost = dice > 0.96
  if (lost || random.chance(0.6)) file.note(t, random.pick(lost ? notes.gaveUp : notes.later))
  const end = closed(t + 10_000, lost ? 'caller-gave-up' : 'link-sent', false, random.chance(0.5))
  const used = t + minuteMs + spread(random, 0.2 * life, 0.8)
  if (random.chance(0.65) && used < t + life && used + hourMs < calendar.now) {
    followLink(p, made, used)
    signIn(p, used + minuteMs)
    return { at: used + minuteMs, in: true }
  }
  return end
}
