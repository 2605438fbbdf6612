import type { proofs } from './lists.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    /** `redirect_uris` is a list. */
    app: {
      id: string
      name: string
      publisher: string
      redirect_uris: string
      proves: (typeof proofs)[number]
      /** Of an app with a secret. */
      secret_hash: string | null
      /** Of an app with a key: a list of public ones. */
      jwks: string | null
      /** Or where it publishes them. */
      jwks_uri: string | null
      /** What it showed before, while that still counts. */
      old_secret_hash: string | null
      old_jwks: string | null
      old_until: string | null
      registered_by: string
      registered_at: string
      revoked_by: string | null
      revoked_at: string | null
    }
    app_access: AccessRow
    /** What the OpenID provider keeps, by a hash of its id: the id itself is what a token is, and stands nowhere. */
    app_state: {
      model: string
      id_hash: string
      /** Of the patient's consent it came of. */
      grant_hash: string | null
      sealed: string
      consumed_at: string | null
      expires_at: string
    }
  }
}

/** What a patient allowed an app, for themselves or for whom they act (`patient_id`), until it ends. */
export interface AccessRow {
  id: string
  app_id: string
  account_id: string
  patient_id: string
  grant_hash: string
  /** With spaces between them, as they are asked for. */
  scopes: string
  allowed_at: string
  ends_at: string
  ended_at: string | null
  ended_by: 'patient' | 'app' | 'reuse' | null
}
