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
    /** How a case had been closed, each time it was reopened. */
    case_reopening: {
      id: string
      case_id: string
      closed_at: string
      cause: string | null
      outcome: string | null
      resolve_seconds: number | null
      reopened_by: string
      reopened_at: string
    }
    /** Of a case that was a second one about the same call: the one that goes on, and how many acts both had had then. */
    case_merge: { case_id: string; into_id: string; acts_then: string }
    /** What somebody is typing: sealed values by field. About a case, or a patient who has none yet. */
    case_draft: { staff_id: string; form: string; about_id: string; sealed: string; updated_at: string }
    /** On SQLite the words of summaries and notes, as an index; on PostgreSQL a function of that name makes them. */
    case_words: { text: string; case_id: string }
    case_view: { id: string; staff_id: string; name: string; filter: string; created_at: string }
    /** Cases of different patients that belong together. */
    case_link: { child_id: string; parent_id: string; linked_by: string; linked_at: string }
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
  /** How often it was reopened. */
  reopened: number
  version: number
}
