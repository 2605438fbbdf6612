declare module '../core/db/tables.ts' {
  interface Tables {
    identity_proofing: ProofingRow
  }
}

export interface ProofingRow {
  verification_id: string
  /** Of the link that was sent. */
  token_hash: string
  /** Where it was sent; null of links older than this column. */
  contact_point_id: string | null
  /** Of what the browser that went to the provider has to bring back; null until one went. */
  state_hash: string | null
  browser_hash: string | null
  /** Nonce and code verifier of that browser's way there, encrypted, until whoever comes back claims them. */
  secrets: string | null
  created_at: string
  expires_at: string
  finished_at: string | null
}
