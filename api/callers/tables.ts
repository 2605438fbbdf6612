import type { declineReasons, raisedBy } from './lists.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    verification: VerificationRow
    /** What one staff member asked of people's identity in searches, by kind: when, by keyed hash. */
    caller_question: { staff_id: string; about: string; asked: string; last_asked_at: string }
    caller_wrong_answer: {
      patient_id: string
      answered_at: string
      factor: string
      answer_mac: string
      wrong: number
    }
  }
}

export interface VerificationRow {
  id: string
  case_id: string
  patient_id: string
  staff_id: string
  caller: string
  matched: string
  unmatched: string
  tier: 'T0' | 'T1' | 'T2' | 'T3'
  failed: number
  hospital_day: string
  created_at: string
  expires_at: string
  channel_id: string | null
  code_hash: string | null
  code_expires_at: string | null
  code_attempts: number
  codes_sent: number
  photo_document: string | null
  seen_by: string | null
  seen_at: string | null
  approved_by: string | null
  approved_at: string | null
  /** The second person who declined what waited, when, why, and what they noted for whoever asked. */
  declined_by: string | null
  declined_at: string | null
  declined_reason: (typeof declineReasons)[number] | null
  declined_note: string | null
  /** The number an agent reads out, which the patient confirms with a passkey, as a keyed hash; and until when. */
  passkey_mac: string | null
  passkey_until: string | null
  /** When the caller was proved to T2, and by what. */
  raised_at: string | null
  raised_by: (typeof raisedBy)[number] | null
  /** When the patient came back from an outside provider. */
  came_back_at: string | null
  /** Where somebody was sent to an outside provider who proves identities: how that stands. */
  proofing: 'sent' | 'proved' | 'failed' | null
}
