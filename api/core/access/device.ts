import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Keys } from './keys.ts'

/*
 * A device on which somebody signed in before, by a proof it keeps. It opens nothing; what strangers get wrong elsewhere keeps
 * nobody out there (OWASP, device cookies).
 */

const shape = /^([\w-]{16})\.(\d{1,12})\.([\w-]{43})$/

/**
 * A browser at a desk, or in a family, is the device of several people: it keeps one for each of the last few. With one alone
 * whoever signed in before the last was a stranger on their own device: kept out by strangers' failures, and written to at each
 * sign-in until nobody reads it (2026-11-28).
 */
const people = 8
const between = '~'
const each = (kept = ''): string[] => kept.split(between).slice(0, people)
/** As long as what is kept can be. */
export const keptLength = people * 74

/** What a browser is to keep once it is given a device more, or the ones it has again. */
export const keepBeside = (kept: string | undefined, given: string): string =>
  [...new Set([...each(given), ...each(kept)])]
    .filter((one) => shape.test(one))
    .slice(0, people)
    .join(between)

// When it was issued is proved too: a browser may keep it for as long as it likes.
const proof = (keys: Keys, whose: string, device: string, issued: number) =>
  keys.mac('device', `${whose}:${device}:${issued}`)

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000)

/** What a new device of somebody's is given to keep. */
export function newDevice(keys: Keys, whose: string, now: Date): string {
  const device = randomBytes(12).toString('base64url')
  const issued = secondsOf(now)
  return `${device}.${issued}.${proof(keys, whose, device, issued)}`
}

/** The name of a device, where one of what it kept was given to this person on it no more than these days ago. */
export function knownDevice(
  keys: Keys,
  kept: string | undefined,
  whose: string,
  now: Date,
  days: number,
): string | undefined {
  for (const one of each(kept)) {
    const [, device, at, given] = shape.exec(one) ?? []
    if (!device || !given) continue
    const issued = Number(at)
    if (secondsOf(now) - issued > days * 86_400) continue
    if (timingSafeEqual(Buffer.from(given), Buffer.from(proof(keys, whose, device, issued)))) return device
  }
  return undefined
}
