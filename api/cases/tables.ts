import type { queues } from './lists.ts'

type Queue = (typeof queues)[number]

declare module '../core/db/tables.ts' {
  interface Tables {
    support_case: CaseRow
    case_note: {
      id: string
      case_id: string
      staff_id: string
      kind: string
      text: string
      created_at: string
    }
    /** When each was last mailed that cases wait. */
    queue_digest: { staff_id: string; sent_at: string }
    /** Cases that came back with an answer which whoever has them has not read yet. */
    unread_answer: { case_id: string; answered_at: string }
    /** What was asked of whoever handed a case to a queue; `answers` is JSON, by the names of `neededTexts.ts`. */
    case_handover: {
      note_id: string
      case_id: string
      queue: Queue
      answers: string
      /** The note with which the case came back. */
      answer_note_id: string | null
    }
  }
}

export interface CaseRow {
  id: string
  number: number
  patient_id: string
  category: string
  channel: string
  summary: string
  status: 'open' | 'escalated' | 'closed'
  escalated_to: string | null
  opened_by: string
  assigned_to: string | null
  opened_at: string
  due_at: string
  /** When the patient is to be called back, where that was agreed; lists go by it, figures do not. */
  call_back_at: string | null
  /** How often in a row that was agreed, since the case was given to somebody else. */
  postponements: number
  priority: 'routine' | 'urgent'
  /** Until when, at most, it waits for the patient; `due_at` is where it will be if it waits so long. */
  waiting_until: string | null
  closed_at: string | null
  cause: string | null
  outcome: string | null
  resolve_seconds: number | null
  /** When the patient first signed in while the case was open. */
  signed_in_at: string | null
  /** A keyed hash of the number the call came from. */
  caller_key: string | null
  version: number
}
