import type { Band } from './judge.ts'
import type { PairState, reasonsToDecide } from './lists.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    /** One row: what pairs are weighed by, how many it was fitted to, and how far a pass over all patients has come. */
    duplicate_search: {
      model: string | null
      model_number: number
      fitted_people: number
      /** The last patient of the pass that is under way; empty between two. */
      upto: string
      next_person: number
      swept_at: string | null
    }
    /** Who was compared, at which version and by which model. The number stands for them among the keys. */
    duplicate_person: { patient_id: string; number: number; version: number; model_number: number }
    /** Whoever has a key; person 0 says that more have it than it tells of. */
    duplicate_key: { key: number; person: number }
    duplicate_pair: PairRow
    /** What took the place of what, and until when. */
    record_merge: MergeRow
    /** Each row that a merge moved from the replaced record to the one that stands. */
    record_merge_row: { merge_id: string; moved: 'note'; row_id: string }
  }
}

/** Two records that may be one person’s; the lesser id first. */
export interface PairRow {
  id: string
  patient_id: string
  other_patient_id: string
  /** The weight of how they agree, in bits, and what it was taken for. */
  bits: number
  band: Band
  /** JSON: the level of each field that both say. No values. */
  levels: string
  found_at: string
  state: PairState
  because: (typeof reasonsToDecide)[number] | null
  /** How it is known, in the words of whoever decided. */
  note: string | null
  decided_by: string | null
  decided_at: string | null
  version: number
}

export interface MergeRow {
  id: string
  pair_id: string
  survivor_id: string
  replaced_id: string
  merged_by: string
  merged_at: string
  unmerged_by: string | null
  unmerged_at: string | null
}
