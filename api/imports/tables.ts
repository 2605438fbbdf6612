import type { Decision, FeedFault } from './conflicts/lists.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    record_conflict: ConflictRow
  }
}

/** A record of a feed that says it is a patient and seems to be another person: people decide. */
export interface ConflictRow {
  id: string
  patient_id: string
  other_patient_id: string | null
  reason: 'another-person' | 'changed-in-turn' | 'identifiers-of-two'
  /** A keyed hash of the record’s numbers; one record with the same waits at a time, the newest. */
  numbers_key: string
  /** A keyed hash of what the record says of the person. */
  digest: string
  file: string
  place: string
  /** The person as the source gave them, encrypted; empty once it is decided. */
  record: string
  found_at: string
  decision: Decision | null
  /** Of a feed that is wrong: in what. */
  because: FeedFault | null
  /** How it is known, in the words of whoever decided. */
  note: string | null
  decided_by: string | null
  decided_at: string | null
  taken_into: string | null
  version: number
}
