declare module '../core/db/tables.ts' {
  interface Tables {
    /** That a patient agreed, in a call, to let an agent see what they see in the portal; for how long, and when it ended before. */
    patient_view: PatientViewRow
    forgot_request: {
      id: string
      username_key: string
      ip: string | null
      request_id: string
      created_at: string
    }
  }
}

export interface PatientViewRow {
  id: string
  patient_id: string
  case_id: string
  staff_id: string
  verification_id: string
  /** How they agreed: see `asPatient/lists.ts`. */
  consent: string
  begun_at: string
  until_at: string
  ended_at: string | null
}
