declare module '../core/db/tables.ts' {
  interface Tables {
    disclosure: DisclosureRow
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
    /** What differs from a rule's defaults; `thresholds` is a JSON object. */
    privacy_rule: {
      rule: string
      enabled: number
      thresholds: string
      reason: string
      changed_by: string | null
      changed_at: string
      version: number
    }
    /** `scored_to` is the last day scored whole; `turn` changes with every round written. */
    privacy_state: { id: 1; scored_to: string | null; turn: number }
    privacy_day: {
      day: string
      accesses: number
      explained: number
      unexplained: number
      flagged: number
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
