import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Keys } from '../core/access/keys.ts'

const name = '__Host-device'
const shape = new RegExp(`(?:^|;\\s*)${name}=([\\w-]{16})\\.([\\w-]{43})(?:;|$)`)

const proof = (keys: Keys, staffId: string, device: string) => keys.mac('device', `${staffId}:${device}`)

/** The Set-Cookie value by which a browser is known again in which somebody signed in. It opens nothing, and lasts some days. */
export function deviceCookie(keys: Keys, staffId: string, days: number): string {
  const device = randomBytes(12).toString('base64url')
  const value = `${device}.${proof(keys, staffId, device)}`
  return `${name}=${value}; Path=/; Max-Age=${days * 86_400}; HttpOnly; Secure; SameSite=Strict`
}

/** The device a request comes from, where this person signed in on it before. */
export function deviceOf(keys: Keys, cookie: string | undefined, staffId: string): string | undefined {
  const [, device, given] = shape.exec(cookie ?? '') ?? []
  if (!device || !given) return undefined
  return timingSafeEqual(Buffer.from(given), Buffer.from(proof(keys, staffId, device))) ? device : undefined
}
