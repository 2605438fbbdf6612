import type { Desk } from '../core/context.ts'
import { brokenSettings } from '../core/policy.ts'

const warnedOf = new WeakMap<Desk, Set<string>>()

/** Logs each setting whose stored value is not allowed, once, with what is in force instead; the value itself may be anything. */
export async function warnOfBroken(desk: Desk): Promise<void> {
  const warned = warnedOf.get(desk) ?? new Set()
  warnedOf.set(desk, warned)
  for (const { name, stored, value } of await brokenSettings(desk.db.read, desk.catalogue.policy)) {
    if (warned.has(`${name}=${stored}`)) continue
    warned.add(`${name}=${stored}`)
    desk.log.warn({ setting: name, inForce: value }, 'a stored setting is not allowed: set it')
  }
}
