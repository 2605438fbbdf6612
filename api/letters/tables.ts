import type { LetterState } from './lists.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    letter: LetterRow
    /** Letters that were printed at once; the register of what was posted. */
    letter_batch: {
      id: string
      printed_by: string
      printed_at: string
      letters: number
      posted_by: string | null
      posted_at: string | null
    }
  }
}

export interface LetterRow {
  id: string
  patient_id: string
  case_id: string
  ordered_by: string
  ordered_at: string
  /** The comparable form of the address it was ordered to: to another it is not printed. */
  address: string
  state: LetterState
  batch_id: string | null
  /** What its code is kept as; the code itself stands on the paper alone. */
  token_id: string | null
  expires_at: string | null
  /** When it came into its state. */
  state_at: string
}
