import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Keys } from './keys.ts'

/*
 * A device on which somebody signed in before, by a proof it keeps. It opens nothing; what strangers get wrong elsewhere keeps
 * nobody out there (OWASP, device cookies).
 */

const shape = /^([\w-]{16})\.(\d{1,12})\.([\w-]{43})$/

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

/** The name of a device, where what it kept was given to this person on it no more than these days ago. */
export function knownDevice(
  keys: Keys,
  kept: string | undefined,
  whose: string,
  now: Date,
  days: number,
): string | undefined {
  const [, device, at, given] = shape.exec(kept ?? '') ?? []
  if (!device || !given) return undefined
  const issued = Number(at)
  if (secondsOf(now) - issued > days * 86_400) return undefined
  const proved = timingSafeEqual(Buffer.from(given), Buffer.from(proof(keys, whose, device, issued)))
  return proved ? device : undefined
}
