import { keepBeside, knownDevice, newDevice } from '../core/access/device.ts'
import type { Keys } from '../core/access/keys.ts'

const name = '__Host-device'
const shape = new RegExp(`(?:^|;\\s*)${name}=([\\w.~-]+)(?:;|$)`)

const keptIn = (cookie: string | undefined) => shape.exec(cookie ?? '')?.[1]

/**
 * The Set-Cookie value by which a browser is known again in which somebody signed in, beside those it keeps of colleagues. It
 * opens nothing, and lasts some days.
 */
export const deviceCookie = (
  keys: Keys,
  cookie: string | undefined,
  staffId: string,
  now: Date,
  days: number,
): string =>
  `${name}=${keepBeside(keptIn(cookie), newDevice(keys, staffId, now))}; Path=/; Max-Age=${days * 86_400}; HttpOnly; Secure; SameSite=Strict`

/** The device a request comes from, where this person signed in on it no more than these days ago. */
export const deviceOf = (
  keys: Keys,
  cookie: string | undefined,
  staffId: string,
  now: Date,
  days: number,
): string | undefined => knownDevice(keys, keptIn(cookie), staffId, now, days)
