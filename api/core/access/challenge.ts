import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Keys } from './keys.ts'

/*
 * Challenges for passkeys of people who have no session yet. Each says in itself until when it is good and, by a keyed hash,
 * that it is ours and what for; so whoever asks for many writes nothing. That one is answered once is the database's to see
 * (2026-11-26).
 */

const headBytes = 24

/** @param purpose what it is good for; an answer for anything else does not hold */
export function newChallenge(
  keys: Keys,
  purpose: string,
  { now, minutes }: { now: Date; minutes: number },
): Uint8Array<ArrayBuffer> {
  const head = randomBytes(headBytes)
  head.writeDoubleBE(now.getTime() + minutes * 60_000)
  return new Uint8Array(Buffer.concat([head, macOf(keys, purpose, head)]))
}

const macOf = (keys: Keys, purpose: string, head: Buffer) =>
  Buffer.from(keys.mac(`challenge:${purpose}`, head.toString('base64url')), 'base64url')

/** Until when a challenge, in base64url, is good; nothing where it is not ours, not for this, or over. */
export function challengeUntil(keys: Keys, purpose: string, challenge: string, now: Date): Date | undefined {
  const bytes = Buffer.from(challenge, 'base64url')
  const [head, mac] = [bytes.subarray(0, headBytes), bytes.subarray(headBytes)]
  const right = macOf(keys, purpose, head)
  if (mac.length !== right.length || !timingSafeEqual(mac, right)) return undefined
  const until = new Date(head.readDoubleBE())
  return until > now ? until : undefined
}
