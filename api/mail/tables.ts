export {}

declare module '../core/db/tables.ts' {
  interface Tables {
    mail: {
      id: string
      /** By which way it leaves. */
      channel: 'email' | 'text'
      template: string
      patient_id: string | null
      contact_point_id: string | null
      case_id: string | null
      sealed_message: string | null
      status: 'queued' | 'sending' | 'sent' | 'failed' | 'bounced' | 'undelivered' | 'cancelled'
      attempts: number
      /** Of how many changes a notice tells. */
      changes?: number
      next_attempt_at: string
      last_error: string | null
      created_at: string
      expires_at: string
      sent_at: string | null
      bounced_at: string | null
      /** When the gateway said that a text message arrived. */
      delivered_at?: string | null
    }
  }
}
