import type { z } from 'zod'
import { dayMs, hourMs } from '../../api/core/calendar.ts'
import type { actDone } from '../../api/logins/schema.ts'
import type { Random } from '../random.ts'
import { minuteMs } from './calendar.ts'
import { failSignIn, lock, note, type Person, requestReset } from './portal.ts'

type Act = z.output<typeof actDone>['act']

/** A way not to get in: how often, what the portal saw of it, and what the desk does about it. */
export interface Trouble {
  /** A cause as cases are closed with it. */
  cause: string
  category: string
  /** Beside the others that may happen to the same login. */
  weight: number
  act?: Exclude<Act, 'enable' | 'end-sessions' | 'reset-second-factor' | 'send-username'>
  /** The queue it may be handed to, and how often it is. */
  queue?: string
  handedOver?: number
  /** The caller need not prove anything to be told what is to be told. */
  unproven?: true
  /** What the portal saw before the call. @returns when it was over. */
  before?(p: Person, at: number): number
  /** Who it can happen to. */
  only?(p: Person): boolean
}

const wrong =
  (times: readonly [number, number]) =>
  (p: Person, at: number): number => {
    const n = p.random.int(...times)
    failSignIn(p, at, 'password', n, 2 * minuteMs)
    p.account!.failed_attempts = n
    return at + n * 2 * minuteMs
  }

/** What happens to people who have a login in use. */
export const loginTroubles: readonly Trouble[] = [
  {
    cause: 'forgotten-password',
    category: 'forgotten-password',
    weight: 36,
    act: 'send-reset-link',
    before: wrong([2, 4]),
  },
  {
    cause: 'locked-out',
    category: 'locked-out',
    weight: 24,
    act: 'unlock',
    before(p, at) {
      lock(p, at)
      return at + minuteMs
    },
  },
  {
    cause: 'reset-link-expired',
    category: 'forgotten-password',
    weight: 6,
    act: 'send-reset-link',
    before(p, at) {
      requestReset(p, at)
      return at + p.random.int(3, 30) * hourMs
    },
  },
  {
    cause: 'forgotten-username',
    category: 'cannot-sign-in',
    weight: 7,
    act: 'send-reset-link',
    before(p, at) {
      const n = p.random.int(2, 3)
      failSignIn(p, at, 'other-username', n, 2 * minuteMs)
      return at + n * 2 * minuteMs
    },
  },
  {
    cause: 'device-or-browser',
    category: 'cannot-sign-in',
    weight: 8,
    unproven: true,
    before(p, at) {
      note(p, at, 'page-error')
      return at
    },
  },
  {
    cause: 'results-missing',
    category: 'results-missing',
    weight: 7,
    unproven: true,
    queue: 'clinic',
    handedOver: 0.75,
  },
  {
    cause: 'second-factor-lost',
    category: 'second-factor',
    weight: 14,
    queue: 'supervisor',
    handedOver: 0.9,
    only: (p) => p.account!.second_factor !== null,
    before(p, at) {
      for (const n of [0, 1, 2]) note(p, at + n * 3 * minuteMs, 'second-factor-failed')
      return at + 9 * minuteMs
    },
  },
  {
    cause: 'contact-changed',
    category: 'contact-change',
    weight: 4,
    act: 'send-reset-link',
    queue: 'registration',
    handedOver: 1,
  },
  {
    cause: 'no-fault-found',
    category: 'cannot-sign-in',
    weight: 4,
    unproven: true,
    before: wrong([1, 1]),
  },
  { cause: 'other', category: 'other', weight: 0.8, act: 'disable' },
  {
    cause: 'suspected-takeover',
    category: 'privacy-concern',
    weight: 0.25,
    act: 'disable',
    queue: 'privacy',
    handedOver: 1,
    before(p, at) {
      note(p, at, 'reported-not-me')
      return at
    },
  },
]

/** What happens on the way to a login. The invitation, where there was one, has left already. */
export const enrolmentTroubles = {
  'never-invited': { cause: 'never-invited', category: 'invitation', weight: 0, act: 'invite' },
  'invitation-expired': { cause: 'invitation-expired', category: 'invitation', weight: 56, act: 'invite' },
  'invitation-not-received': {
    cause: 'invitation-not-received',
    category: 'invitation',
    weight: 10,
    act: 'invite',
  },
  'never-finished': {
    cause: 'never-finished',
    category: 'invitation',
    weight: 14,
    act: 'invite',
    before(p, at) {
      p.account!.activation_started_at = new Date(at).toISOString()
      note(p, at, 'activation-opened')
      return at
    },
  },
  'details-mismatch': {
    cause: 'details-mismatch',
    category: 'invitation',
    weight: 10,
    act: 'invite',
    queue: 'registration',
    handedOver: 1,
    before(p, at) {
      note(p, at, 'activation-opened')
      for (const n of [1, 2, 3]) note(p, at + n * 2 * minuteMs, 'activation-failed', 'birth-date')
      return at + 8 * minuteMs
    },
  },
  'delivery-failed': {
    cause: 'delivery-failed',
    category: 'contact-change',
    weight: 0,
    act: 'invite',
    queue: 'registration',
    handedOver: 1,
  },
} as const satisfies Record<string, Trouble>

export const outageTrouble: Trouble = {
  cause: 'known-incident',
  category: 'cannot-sign-in',
  weight: 0,
  unproven: true,
  before(p, at) {
    note(p, at, 'page-error')
    return at
  },
}

export const pickTrouble = (random: Random, from: readonly Trouble[], p: Person): Trouble =>
  random.weighted(from.filter((one) => one.only?.(p) ?? true))

/** How long people wait before they ring: most on the same day, some after days of trying. */
export const patience = (random: Random): number =>
  random.chance(0.6)
    ? random.int(4, 40) * minuteMs
    : random.chance(0.7)
      ? random.int(1, 10) * hourMs
      : random.int(1, 4) * dayMs
