import type { AuditEvent } from '../event.ts'
import type { Kind } from './keys.ts'

/**
 * What one reader of the log is not told: what was done about an inquiry into themself. The room that keeps the inquiries says what
 * that is; every search of the log names it, and every door asks here.
 *
 * Decision (2026-11-27): nothing says that something is withheld, and no number does: counts, pages and exports are those of a log
 * without it. The numbers of the events around it and the size that is signed have a gap then, since by these anybody proves that
 * nothing is missing: whoever counts learns that something was, and not what, by whom or about which access. The proof of each event
 * they see stands; that of a whole period is another officer's to fetch.
 */
export interface Withheld {
  reader: string
  /** How the names of acts begin that have to do with inquiries. */
  begins: readonly string[]
  /** Ids of what is kept of inquiries into the reader. */
  objects: ReadonlySet<string>
  /** Patients they are about: what others did that shows one of these since the first began would tell. */
  patients: ReadonlySet<string>
  /** ISO 8601; when the first of them began. */
  since: string
}

/** To systems that collect the log, to the house itself, and to patients, who read only of accesses. */
export const nothingWithheld: Withheld = {
  reader: '',
  begins: [],
  objects: new Set(),
  patients: new Set(),
  since: '',
}

export const withholdsNothing = ({ objects }: Withheld): boolean => objects.size === 0

/** Whether an event of a kind can be withheld at all. */
export const mayBeWithheld = ({ action }: Pick<Kind, 'action'>, { begins }: Withheld): boolean =>
  begins.some((one) => action.startsWith(one))

const ofOne = /"(?:_?id|sessionId|requestId|caseId|ip|address)=/

/**
 * A question about one event, session, request, case or address. Whose that is would have to be looked up for each, and by asking
 * of the reader's own an officer tells them; so none that another asked is told (2026-11-27).
 */
const asksOfOne = ({ objectType, detail }: AuditEvent): boolean =>
  objectType === 'event' ||
  objectType === 'audit-event' ||
  (detail !== undefined && ofOne.test(JSON.stringify([detail.filters, detail.asked])))

export function isWithheld(event: AuditEvent, withheld: Withheld): boolean {
  if (withholdsNothing(withheld) || !mayBeWithheld(event, withheld)) return false
  const { reader, objects, patients, since } = withheld
  if (event.objectId !== undefined && objects.has(event.objectId)) return true
  return (
    event.actorId !== reader &&
    event.at >= since &&
    (event.objectId === reader ||
      asksOfOne(event) ||
      (event.detail !== undefined && JSON.stringify(event.detail).includes(reader)) ||
      (event.patientIds ?? []).some((id) => patients.has(id)))
  )
}
