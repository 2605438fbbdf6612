import type { BreachOutcome, BreachState, NoticeMethod } from './breaches/lists.ts'
import type { accountingMethods, inquiryAnswers, inquiryTo, sanctionKinds } from './lists.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    disclosure: DisclosureRow
    accounting_request: AccountingRow
    disclosure_suspension: {
      id: string
      patient_id: string
      purpose: string
      recipient: string
      kind: 'oral' | 'written'
      official: string
      said_on: string
      until_day: string
      reason: string
      recorded_by: string
      recorded_at: string
    }
    watched_patient: {
      id: string
      patient_id: string
      kind: string
      from_day: string
      to_day: string | null
      added_by: string
      added_at: string
    }
    break_glass: {
      id: string
      staff_id: string
      patient_id: string
      reason: string
      explanation: string
      started_at: string
      expires_at: string
    }
    /** What differs from a rule's defaults; `thresholds` is a JSON object. Of `watch` the numbers are settings. */
    privacy_rule: {
      rule: string
      enabled: number
      thresholds: string
      reason: string
      changed_by: string | null
      changed_at: string
      version: number
      /** The second officer; null where one changed it alone, or before there had to be two. */
      confirmed_by: string | null
    }
    /** `thresholds` and `before` are JSON: what the rule is to go by, and what it went by. */
    privacy_rule_change: {
      id: string
      rule: string
      enabled: number
      thresholds: string
      before: string
      rule_version: number
      reason: string
      /** In force already. */
      alone: number
      /** When that ended by itself: it is in force no more, and waits to be looked at. */
      lapsed_at: string | null
      asked_by: string
      asked_at: string
      decision: 'confirmed' | 'declined' | null
      decided_by: string | null
      decided_at: string | null
    }
    /** `scored_to` is the last day scored whole; `turn` changes with every round written. */
    privacy_state: { id: 1; scored_to: string | null; turn: number }
    privacy_day: {
      day: string
      accesses: number
      explained: number
      unexplained: number
      flagged: number
      /** Flagged accesses by the staff whose they are, as JSON. */
      flagged_of: string | null
      scored_at: string
    }
    /** `hours` has a bit for each hour of the day worked; `addresses` is a JSON list of keys made by keyOf. */
    privacy_staff_day: StaffDayRow
    /** Accesses that no rule found, drawn by lot for the activity review. */
    privacy_sample: { day: string; lot: string; staff_id: string; patient_id: string }
    privacy_alert: AlertRow
    /** What does not apply of staff_id, patient_id and caller_key is ''; `evidence` and `context` are JSON objects. */
    privacy_finding: FindingRow
    privacy_note: { id: string; alert_id: string; staff_id: string; text: string; created_at: string }
    alert_inquiry: {
      id: string
      alert_id: string
      asked: (typeof inquiryTo)[number]
      /** Whom the link was mailed to. */
      staff_id: string
      question: string
      token_hash: string
      asked_by: string
      asked_at: string
      expires_at: string
      answered_at: string | null
      was_work: (typeof inquiryAnswers)[number] | null
      answer: string | null
    }
    /** On which days officers were reminded of what is due. */
    privacy_reminder: { day: string; sent_at: string }
    sanction: {
      id: string
      staff_id: string
      alert_id: string | null
      kind: (typeof sanctionKinds)[number]
      decided_on: string
      decided_by: string
      description: string
      carried_out_on: string | null
      recorded_by: string
      recorded_at: string
      withdrawn_at: string | null
      withdrawn_by: string | null
      withdrawn_reason: string | null
    }
    breach: BreachRow
    breach_patient: {
      breach_id: string
      patient_id: string
      /** The state or jurisdiction they live in. */
      residence: string | null
      /** Its entry in the register of disclosures. */
      disclosure_id: string | null
      added_by: string | null
      added_at: string
    }
    /** What letters say, in one language. */
    breach_draft: {
      breach_id: string
      language: 'en' | 'es'
      happened: string
      information: string
      steps: string
      doing: string
      contact: string
    }
    breach_notice: NoticeRow
    /** What was added to a signed review. */
    review_addition: {
      id: string
      review_type: 'privacy-alert' | 'activity-review' | 'breach'
      review_id: string
      text: string
      added_by: string
      added_at: string
    }
    activity_review: {
      id: string
      from_day: string
      to_day: string
      accesses: number
      explained: number
      unexplained: number
      flagged: number
      alerts: number
      open_alerts: number
      /** `AboutStaff` by the staff it is about, as JSON. */
      about_staff: string | null
      begun_by: string
      begun_at: string
      conclusion: string | null
      signed_by: string | null
      signed_at: string | null
    }
    activity_review_item: {
      review_id: string
      position: number
      day: string
      staff_id: string
      patient_id: string
      finding: 'appropriate' | 'questionable' | null
      note: string | null
      decided_by: string | null
      decided_at: string | null
    }
  }
}

export interface StaffDayRow {
  day: string
  staff_id: string
  role: string
  /** Patients whose record was opened. */
  opened: number
  searches: number
  /** Patients shown in lists whose record was not opened. */
  unopened: number
  denied: number
  hours: number
  addresses: string
}

export interface AlertRow {
  id: string
  staff_id: string | null
  patient_id: string | null
  caller_key: string | null
  status: 'open' | 'signed'
  score: number
  first_day: string
  last_day: string
  discovered_at: string
  due_at: string
  assigned_to: string | null
  /** The four factors of 45 CFR 164.402(2), as JSON. */
  assessment: string | null
  outcome: string | null
  measure: string | null
  conclusion: string | null
  signed_by: string | null
  signed_at: string | null
  notified_on: string | null
  version: number
}

/** Days are YYYY-MM-DD. */
export interface BreachRow {
  id: string
  alert_id: string | null
  /** Whom of the staff it is about. */
  staff_id: string | null
  source: string
  summary: string
  kind: string
  location: string
  /** A JSON list. */
  data_kinds: string
  occurred_from: string
  occurred_to: string
  known_on: string
  should_known_on: string | null
  associate: string | null
  associate_agent: number
  associate_found_on: string | null
  /** People affected who have no record here. */
  others: number
  status: BreachState
  /** The four factors of 45 CFR 164.402(2), as JSON. */
  assessment: string | null
  exception: string | null
  outcome: BreachOutcome | null
  conclusion: string | null
  signed_by: string | null
  signed_at: string | null
  second_by: string | null
  second_at: string | null
  delay_kind: string | null
  delay_said_on: string | null
  delay_until: string | null
  delay_official: string | null
  delay_reason: string | null
  /** Since when everybody affected was told, and all there is to do is done. */
  told_on: string | null
  settled_on: string | null
  /** The next day something is due. */
  next_due: string
  opened_by: string | null
  opened_at: string
  version: number
}

export interface NoticeRow {
  id: string
  breach_id: string
  patient_id: string | null
  method: NoticeMethod
  /** The address it went to, or where it was published. */
  recipient: string
  /** A printed letter, as JSON. */
  content: string | null
  residence: string | null
  on_day: string | null
  reference: string | null
  returned_on: string | null
  withdrawn_at: string | null
  recorded_by: string
  recorded_at: string
}

export interface FindingRow {
  staff_id: string
  patient_id: string
  caller_key: string
  rule: string
  day: string
  /** How many of the kind were reviewed and signed before on that day; 0 but for what happens again. */
  n: number
  score: number
  evidence: string
  context: string
  alert_id: string | null
}

export interface AccountingRow {
  id: string
  patient_id: string
  received_on: string
  from_day: string
  to_day: string
  due_on: string
  /** The first within twelve months. */
  free: number
  recorded_by: string
  recorded_at: string
  extended_on: string | null
  extended_reason: string | null
  answered_at: string | null
  answered_by: string | null
  method: (typeof accountingMethods)[number] | null
  /** What was given, as JSON. */
  copy: string | null
  /** Entries that a suspension kept out of it. */
  left_out: number | null
  withdrawn_at: string | null
  withdrawn_by: string | null
  withdrawn_reason: string | null
}

export interface DisclosureRow {
  id: string
  patient_id: string
  disclosed_on: string
  last_on: string | null
  times: number
  recipient: string
  recipient_address: string | null
  description: string
  purpose: string
  recorded_by: string
  created_at: string
  withdrawn_at: string | null
  withdrawn_by: string | null
  withdrawn_reason: string | null
}
