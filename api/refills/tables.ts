import type { RefillState, refusalReasons } from './lists.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    refill_request: RefillRow
  }
}

/** `medication`, `note` and `answer` are sealed for the patient. `reason` is why it was refused. */
export interface RefillRow {
  id: string
  patient_id: string
  clinic_id: string
  medication: string
  note: string | null
  status: RefillState
  reason: (typeof refusalReasons)[number] | null
  answer: string | null
  asked_by: string
  /** The proxy access it was asked under, where a proxy did. */
  grant_id: string | null
  decided_by: string | null
  decided_at: string | null
  due_at: string
  version: number
  created_at: string
  changed_at: string
}
