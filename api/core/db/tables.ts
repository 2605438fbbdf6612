import type { Generated } from 'kysely'

/**
 * Every table, as both engines store it: ids and times are text (UUIDv7, ISO 8601 UTC), flags are 0 or 1,
 * lists and objects are JSON text. Rows are turned into API shapes in the feature's queries or verb.
 */
export interface Tables {
  setting: { name: string; value: string }
  staff: StaffRow
  staff_enrolment: {
    token_hash: string
    staff_id: string
    password_hash: string | null
    totp_secret: string | null
    created_at: string
    expires_at: string
    used_at: string | null
  }
  staff_recovery_code: { code_hash: string; staff_id: string; used_at: string | null }
  staff_session: {
    id_hash: string
    sid: string
    staff_id: string
    state: 'second-factor' | 'complete'
    created_at: string
    auth_time: string
    last_seen_at: string
    expires_at: string
  }
  throttle: { key_hash: string; failures: number; last_failure_at: string; blocked_until: string | null }
  clinic: { id: string; external_id: string; name: string; other_portal: string | null }
  provider: { id: string; external_id: string; name: string; clinic_id: string | null }
  patient: PatientRow
  patient_identifier: { system: string; value: string; patient_id: string }
  patient_term: { term: string; words: string; birth_date: string; patient_id: string }
  contact_point: ContactPointRow
  encounter: {
    id: string
    external_id: string
    patient_id: string
    clinic_id: string | null
    provider_id: string | null
    started_at: string
  }
  portal_account: AccountRow
  portal_token: {
    id: string
    token_hash: string
    account_id: string
    kind: 'activation' | 'reset'
    created_at: string
    expires_at: string
    failed_attempts: number
    used_at: string | null
    revoked_at: string | null
  }
  portal_session: {
    token_hash: string
    sid: string
    account_id: string
    created_at: string
    last_seen_at: string
    expires_at: string
  }
  portal_event: {
    id: string
    patient_id: string
    at: string
    kind: string
    reason: string | null
    ip: string | null
  }
  forgot_request: {
    id: string
    username_key: string
    ip: string | null
    request_id: string
    created_at: string
  }
  proxy_grant: {
    id: string
    patient_id: string
    proxy_patient_id: string | null
    proxy_name: string
    relationship: string
    status: 'pending' | 'active' | 'ended'
    waiting_for: 'proxy' | 'records' | null
    ended_reason: string | null
    created_at: string
    ended_at: string | null
  }
  incident: { id: string; title: string; started_at: string; ended_at: string | null }
  support_case: CaseRow
  case_note: { id: string; case_id: string; staff_id: string; kind: string; text: string; created_at: string }
  verification: VerificationRow
  caller_wrong_answer: { patient_id: string; hospital_day: string; factor: string; answer_mac: string }
  patient_note: { id: string; patient_id: string; staff_id: string; text: string; created_at: string }
  mail: {
    id: string
    template: string
    patient_id: string | null
    contact_point_id: string | null
    case_id: string | null
    sealed_message: string | null
    status: 'queued' | 'sending' | 'sent' | 'failed' | 'bounced' | 'cancelled'
    attempts: number
    next_attempt_at: string
    last_error: string | null
    created_at: string
    expires_at: string
    sent_at: string | null
    bounced_at: string | null
  }
  idempotency: {
    actor_id: string
    key: string
    request_hash: string
    /** The answer, encrypted: see acts/once.ts. */
    result: string | null
    created_at: string
  }
  /** `body` is the event, as RFC 8785 JSON: see audit/event.ts. */
  audit_event: { id: string; body: string }
  /** Events that wait to be sealed. */
  audit_pending: { event_id: string }
  /** Hashes are written as 64 hexadecimal digits. */
  audit_leaf: { leaf_index: number; event_id: string; leaf_hash: string }
  audit_node: { level: number; position: number; hash: string }
  audit_epoch: { epoch: number; origin: string; verifier_key: string; first_leaf: number; began_at: string }
  audit_head: {
    id: 1
    epoch: number
    size: number
    frontier: string
    checkpoint: string
    sealed_at: string
  }
  audit_checkpoint: { size: number; note: string; sealed_at: string }
  audit_push: {
    target: string
    size: number
    pushed_at: string | null
    failed_at: string | null
    error: string | null
  }
  audit_kind: AuditKindRow
  /** The index of sealed events. `at` is in milliseconds; the rest are keys made by keyOf. */
  audit_search: AuditSearchRow
  audit_patient: { patient: number; at: number; leaf_index: number; kind: number; actor: number | null }
  audit_view: {
    id: string
    staff_id: string
    name: string
    filter: string
    columns: string
    created_at: string
  }
  audit_export: {
    id: string
    staff_id: string
    session_sid: string
    format: 'csv' | 'ndjson' | 'fhir'
    filter: string
    columns: string
    sort: string
    reason: string
    note: string | null
    state: 'ready' | 'running' | 'done' | 'broken-off'
    row_count: number
    percent: number
    created_at: string
    finished_at: string | null
  }
  disclosure: DisclosureRow
  access_review: {
    id: string
    quarter: string
    begun_by: string
    begun_at: string
    finished_by: string | null
    finished_at: string | null
  }
  /** `unused` is a JSON list of permissions. */
  access_review_item: {
    review_id: string
    staff_id: string
    role: string
    last_sign_in_at: string | null
    unused: string
    decision: 'certified' | 'revoked' | null
    reason: string | null
    decided_by: string | null
    decided_at: string | null
  }
  /** What the personnel office knows of a staff member; `schedule` is JSON: see staff/records/schedule.ts. */
  staff_record: {
    staff_id: string
    given_name: string
    family_name: string
    birth_date: string | null
    phone_key: string | null
    email_key: string | null
    department: string | null
    manager_id: string | null
    employed_until: string | null
    schedule: string | null
    updated_at: string
  }
  staff_absence: { staff_id: string; from_day: string; to_day: string; kind: string }
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
  /** What happened and is not counted yet. `at` is ISO 8601; the id is the event's own, given where it happened. */
  adoption_inbox: {
    seq: Generated<number>
    id: string
    patient_id: string
    kind: string
    at: string
    value: number | null
  }
  /** `day` is the hospital's day, counted from 1970-01-01; `at` is in seconds. */
  adoption_event: {
    person: number
    id: string
    kind: string
    day: number
    at: number
    value: number | null
    data: string | null
  }
  adoption_person: { person: number; patient_id: string }
  adoption_cell: { cell: number; grp: number; key: string }
  adoption_effect: { batch: number; body: string }
  adoption_state: {
    id: 1
    merged: number
    round_to: number | null
    horizon: number | null
    backfilled_at: string | null
    merged_at: string | null
    /** While a rebuild runs: the last person whose history is counted again. */
    rebuilt_to: number | null
  }
  adoption_round_done: { shard: string }
  /** One month of one series in one cell: `month` counts from year 0, `days` is a JSON list, one number a day. */
  adoption_rollup: RollupRow
  adoption_annotation: {
    id: string
    on_day: string
    kind: 'campaign' | 'incident' | 'release'
    label: string
    created_by: string
    created_at: string
  }
  adoption_goal: { figure: string; percent: number; set_by: string; set_at: string }
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

export interface RollupRow {
  grp: number
  series: string
  month: number
  cell: number
  /** Of a level: how many when the month began. Of a flow: 0. */
  carry: number
  total: number
  days: string
}

export interface StaffRow {
  id: string
  email: string
  name: string
  role: string
  status: 'invited' | 'active' | 'disabled'
  address_key: string | null
  own_patient_id: string | null
  password_hash: string | null
  totp_secret: string | null
  totp_step: number
  last_sign_in_at: string | null
  created_at: string
  version: number
}

export interface PatientRow {
  id: string
  mrn: string
  family_name: string
  given_name: string
  other_names: string
  family_key: string
  given_key: string
  /** All words the patient is found by, each after a space. */
  words: string
  birth_date: string
  sex: string | null
  language: string | null
  race: string | null
  ethnicity: string | null
  payer: string | null
  street: string | null
  city: string | null
  state: string | null
  postal_code: string | null
  address_key: string | null
  primary_provider_id: string | null
  deceased_at: string | null
  replaced_by: string | null
  source_hash: string | null
  created_at: string
  updated_at: string
  version: number
}

export interface ContactPointRow {
  id: string
  patient_id: string
  system: 'phone' | 'email'
  value: string
  value_key: string
  on_file_since: string
  ended_at: string | null
  bounced_at: string | null
}

export interface AccountRow {
  id: string
  patient_id: string
  username: string
  username_key: string
  status: 'invited' | 'active' | 'locked' | 'disabled'
  password_hash: string | null
  must_change_password: number
  failed_attempts: number
  locked_at: string | null
  status_reason: string | null
  second_factor: string | null
  invited_at: string | null
  activation_started_at: string | null
  activated_at: string | null
  last_sign_in_at: string | null
  created_at: string
  version: number
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
}

export interface AuditKindRow {
  kind: number
  actor_type: string
  actor_role: string
  action: string
  outcome: string
  object_type: string
  purpose: string
  in_case: number
}

export interface AuditSearchRow {
  leaf_index: number
  at: number
  kind: number
  actor: number | null
  ip: number | null
  session: number | null
  support_case: number | null
  request: number | null
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
