import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Keys } from '../core/access/keys.ts'

const name = '__Host-device'
const shape = new RegExp(`(?:^|;\\s*)${name}=([\\w-]{16})\\.(\\d{1,12})\\.([\\w-]{43})(?:;|$)`)

// When it was issued is proved too: a browser may keep a cookie for as long as it likes.
const proof = (keys: Keys, staffId: string, device: string, issued: number) =>
  keys.mac('device', `${staffId}:${device}:${issued}`)

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000)

/** The Set-Cookie value by which a browser is known again in which somebody signed in. It opens nothing, and lasts some days. */
export function deviceCookie(keys: Keys, staffId: string, now: Date, days: number): string {
  const device = randomBytes(12).toString('base64url')
  const issued = secondsOf(now)
  const value = `${device}.${issued}.${proof(keys, staffId, device, issued)}`
  return `${name}=${value}; Path=/; Max-Age=${days * 86_400}; HttpOnly; Secure; SameSite=Strict`
}

/** The device a request comes from, where this person signed in on it no more than these days ago. */
export function deviceOf(
  keys: Keys,
  cookie: string | undefined,
  staffId: string,
  now: Date,
  days: number,
): string | undefined {
  const [, device, at, given] = shape.exec(cookie ?? '') ?? []
  if (!device || !given) return undefined
  const issued = Number(at)
  if (secondsOf(now) - issued > days * 86_400) return undefined
  const proved = timingSafeEqual(Buffer.from(given), Buffer.from(proof(keys, staffId, device, issued)))
  return proved ? device : undefined
}
