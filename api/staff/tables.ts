declare module '../core/db/tables.ts' {
  interface Tables {
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
      /** The address it began from. */
      ip: string | null
      /** The challenge it was given last, for what, and until when; none once it was answered. */
      challenge_hash: string | null
      challenge_for: ChallengeFor | null
      challenge_until: string | null
      /** Null of one that nobody can go on with. */
      seal?: string | null
    }
    staff_passkey: StaffPasskeyRow
    /** From where somebody signed in, as a keyed hash: what is compared need not be read. */
    staff_network: { staff_id: string; network_hash: string; last_seen_at: string }
    /** A change of role: asked for by one, decided on by another. `staff_version` is what the account was when it was asked. */
    role_request: AskedOfTwo & {
      from_role: string
      to_role: string
      reason: string
    }
    /** That somebody of the role clinic works for a clinic; from none where it is the first. */
    clinic_request: AskedOfTwo & {
      from_clinic: string | null
      to_clinic: string
    }
    /** An enrolment asked for by one and approved by another: of somebody `new`, or `again`. `reason` and `recognised` are of the latter. */
    enrolment_request: AskedOfTwo & {
      kind: 'new' | 'again'
      reason: string | null
      recognised: string | null
    }
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
      /** The number as it was given, encrypted, and the home country its key was made by. */
      phone?: string | null
      phone_home?: string | null
      email_key: string | null
      department: string | null
      manager_id: string | null
      employed_until: string | null
      schedule: string | null
      updated_at: string
    }
    /** How somebody wants to be told of what waits; who never chose is mailed, and hears no sound. */
    staff_alerts: { staff_id: string; sound: number; digest: number }
    /** The clinic whose inbox somebody of the role clinic works in; without a row they see none. */
    staff_clinic: { staff_id: string; clinic_id: string }
    staff_absence: { staff_id: string; from_day: string; to_day: string; kind: string }
  }
}

/** What a challenge is for: an answer to one is none to the other. */
export type ChallengeFor = 'add' | 'prove'

/** `public_key` is COSE and base64url; `transports` is a JSON list of how a browser reaches it. */
export interface StaffPasskeyRow {
  id: string
  staff_id: string
  credential_id: string
  public_key: string
  counter: number
  transports: string
  name: string
  created_at: string
  last_used_at: string | null
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
  /** As they last chose it in a place known to be theirs: mails to them are in it. */
  language: string | null
}

/** What one asked about a colleague, and another decides. */
export interface AskedOfTwo {
  id: string
  staff_id: string
  staff_version: number
  asked_by: string
  asked_at: string
  decision: 'approved' | 'declined' | null
  decided_by: string | null
  decided_at: string | null
}
