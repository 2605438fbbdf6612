import type { AuditEvent } from '../../audit/event.ts'
import { keyOf } from '../../audit/search/keys.ts'
import type { DayOfAccess, StaffDay } from './addToDay.ts'

/** Adds what somebody did at the portal to its day. */
export function addPortalUse({ portal }: DayOfAccess, { ip, outcome, patientIds = [] }: AuditEvent): void {
  if (ip === undefined || outcome === 'denied') return
  const address = keyOf(ip)
  const users = portal.get(address) ?? new Set()
  for (const patientId of patientIds) users.add(patientId)
  portal.set(address, users)
}

/**
 * Whether the patient's portal was used from an address that this person works from. One that more than `most` patients use in a day
 * is a guest network's or a proxy's, and tells nothing (2026-11-28).
 */
export const atDesk = ({ portal }: DayOfAccess, { addresses }: StaffDay, patientId: string, most: number) =>
  [...addresses].some((address) => {
    const users = portal.get(address)
    return users !== undefined && users.size <= most && users.has(patientId)
  })
