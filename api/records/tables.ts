import type { Kind } from './lists.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    clinical_record: ClinicalRow
  }
}

export interface ClinicalRow {
  id: string
  /** For whom the content is sealed; a merge of patients leaves it. */
  patient_id: string
  kind: Kind
  /** When it was so, for order: ISO 8601 UTC; empty where the source says no day. */
  at: string
  /** A keyed hash of its first code: results of one kind make a trend. */
  code_key: string | null
  /** A keyed hash of whose record it is and what it is called there. */
  source_key: string
  /** A keyed hash of the content: the same said again changes nothing. */
  content_key: string
  /** Whether the source took it back; it has no content then. */
  withdrawn: number
  version: number
  changed_at: string
  /** When the source last changed it, by its own clock; null where it does not say. */
  said_at: string | null
  /** An `Entry`, sealed. */
  content: string | null
}
