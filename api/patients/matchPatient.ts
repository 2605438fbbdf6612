import type { Owners } from './owners.ts'
import { numbersOf, type PatientRecord, unknownIssuer } from './record.ts'
import { agreement, type Self, selfOf, selvesSince } from './selves.ts'
import type { PatientRow } from './tables.ts'

export type Match =
  /** `changes` where the record has another name than the patient, or another birth date. */
  | { present: PatientRow | undefined; changes?: boolean }
  | { conflict: 'another-person' | 'changed-in-turn' | 'identifiers-of-two'; patientIds: string[] }

/**
 * Who a record of a source is: the patient who has one of its numbers, of the same issuer. A number can be mistyped, given
 * anew, or carry the wrong issuer: where the name *and* the birth date are another person's, nothing is decided here. A
 * number whose issuer was not kept is no proof by itself: it is theirs if name and birth date agree, and somebody else's if
 * neither does (decision of 2026-11-26). Nor does another name tonight and another birth date tomorrow make another person: who the
 * patient was until lately is compared as well (2026-11-27).
 * @param since until when on file a former name or birth date counts
 */
export function matchPatient(owners: Owners, record: PatientRecord, since: string): Match {
  const numbered = owners.of(numbersOf(record))
  // A record that was replaced by another of these is that one’s former self.
  const found = numbered.filter(({ row }) => !numbered.some((one) => one.row.id === row.replaced_by))
  const own = found.filter((owner) => owner.systems.some((system) => system !== unknownIssuer))
  if (own.length > 1) return { conflict: 'identifiers-of-two', patientIds: own.map(({ row }) => row.id) }
  const isAnother = (self: Self) => !agreement(self, record).some(Boolean)
  const inTurn = (row: PatientRow) => selvesSince(row, since).some(isAnother)
  const [present] = own
  if (present) {
    const { row } = present
    const agrees = agreement(selfOf(row), record)
    if (!agrees.some(Boolean)) return { conflict: 'another-person', patientIds: [row.id] }
    if (inTurn(row)) return { conflict: 'changed-in-turn', patientIds: [row.id] }
    return { present: row, changes: !agrees.every(Boolean) }
  }
  const alike = found.map(({ row }) => ({ row, agrees: agreement(selfOf(row), record) }))
  const same = alike.filter(({ agrees }) => agrees.every(Boolean))
  if (same.length === 1) {
    const { row } = same[0]!
    return inTurn(row) ? { conflict: 'changed-in-turn', patientIds: [row.id] } : { present: row }
  }
  const perhaps = alike.filter(({ agrees }) => agrees.some(Boolean))
  return perhaps.length > 0
    ? { conflict: 'another-person', patientIds: perhaps.map(({ row }) => row.id) }
    : { present: undefined }
}
