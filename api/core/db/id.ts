import { randomUUID } from 'node:crypto'

let lastMs = 0
let counter = 0

// More than the steps by which a clock is slewed, and than a burst of ids runs ahead of it.
const jitterMs = 10_000

/**
 * A UUIDv7 (RFC 9562): 48 bits of milliseconds, a 12-bit counter that keeps ids of one process in the order
 * they were made, and 62 random bits. A clock that steps back a little takes no id back; one that was set back is believed,
 * since ids that stayed ahead would date everything until it has caught up (RFC 9562, 6.2).
 */
export function newId(now = Date.now()): string {
  if (now > lastMs || now < lastMs - jitterMs) {
    lastMs = now
    counter = 0
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  const ms = lastMs.toString(16).padStart(12, '0')
  // Node keeps random bytes ready for its own UUIDs: variant and random bits are taken from one.
  return `${ms.slice(0, 8)}-${ms.slice(8)}-${(0x7000 | counter).toString(16)}${randomUUID().slice(18)}`
}

/** When an id was made. */
export const idMadeAt = (id: string): Date => new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))

/** The smallest id made at or after a moment: turns a time range into an id range. */
export function firstIdAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
