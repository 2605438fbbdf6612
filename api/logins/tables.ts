import type { KeptPasskey } from '../core/access/passkeys.ts'
import type { correctable, correctionAnswers, devices, loginStates, paperSeenBy, papers } from './lists.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    portal_account: AccountRow
    portal_token: {
      id: string
      token_hash: string
      account_id: string
      kind: 'activation' | 'reset'
      /** Where it was mailed; null of links older than this column. */
      contact_point_id: string | null
      /** 1 for the code of a letter. */
      by_post?: number
      created_at: string
      expires_at: string
      failed_attempts: number
      used_at: string | null
      revoked_at: string | null
    }
    /** A patient's authenticator; until `set_at` it is not set up to its end. */
    portal_second_factor: {
      account_id: string
      secret: string
      last_step: number
      begun_at: string
      set_at: string | null
    }
    /** Codes sent as a second factor: where to, and of the last one what is stored of it while it is good. */
    portal_sent_factor: {
      account_id: string
      contact_point_id: string
      code_hash: string | null
      code_expires_at: string | null
      set_at: string | null
    }
    /** By which somebody signs in who lost the second factor, each once. */
    portal_recovery_code: { code_hash: string; account_id: string; used_at: string | null }
    /** What a notice carries for “this was not me”: of which notice, and of whose act in which case where staff made the change. */
    notice_link: {
      id: string
      token_hash: string
      patient_id: string
      notice: string
      staff_id: string | null
      case_id: string | null
      /** The change that it stops, where it can do no more. */
      only_change?: string | null
      /** The proxy access that it ends, where it can do no more. */
      only_grant?: string | null
      created_at: string
      expires_at: string
      used_at: string | null
    }
    /** A change of contact that the desk asked for. Its value is sealed while it waits and forgotten afterwards. */
    contact_change: {
      id: string
      patient_id: string
      case_id: string
      system: 'email' | 'phone' | 'address'
      sealed_value: string | null
      ends_old: number
      /** What was on file of the kind when it was asked for. */
      on_file: string
      asked_by: string
      asked_at: string
      due_at: string
      state: 'waiting' | 'done' | 'withdrawn' | 'stopped' | 'lapsed' | 'unreadable'
      ended_at: string | null
    }
    /** A request to have a record corrected; of the paper its kind, never a number. `answer` is null while it waits. */
    record_correction: {
      id: string
      patient_id: string
      case_id: string
      field: (typeof correctable)[number]
      paper: (typeof papers)[number]
      seen_by: (typeof paperSeenBy)[number]
      asked_by: string
      asked_at: string
      answer: (typeof correctionAnswers)[number] | null
      answered_by: string | null
      answered_at: string | null
    }
    /** A doubt about who may act for a child; while one stands, the desk grants nothing. */
    custody_doubt: {
      id: string
      patient_id: string
      case_id: string
      raised_by: string
      raised_at: string
      settled_by: string | null
      settled_at: string | null
    }
    portal_passkey: KeptPasskey & { account_id: string }
    /** Challenges that were answered, until they would not be good any more. */
    portal_challenge_used: { challenge_hash: string; expires_at: string }
    portal_session: {
      token_hash: string
      sid: string
      account_id: string
      created_at: string
      last_seen_at: string
      expires_at: string
      /** What it began on, and where; null of sessions older than these columns. */
      device?: (typeof devices)[number] | null
      ip?: string | null
      /** Null of one that nobody can go on with. */
      seal?: string | null
    }
    portal_event: {
      id: string
      patient_id: string
      at: string
      kind: string
      reason: string | null
      ip: string | null
    }
  }
}

export interface AccountRow {
  id: string
  patient_id: string
  username: string
  username_key: string
  status: (typeof loginStates)[number]
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
  /** Since when what was let in before, sessions and apps, is let in no more. */
  access_ended_at?: string | null
}
