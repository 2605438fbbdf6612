declare module '../core/db/tables.ts' {
  interface Tables {
    /** `body` is the event, as RFC 8785 JSON: see audit/event.ts. */
    audit_event: { id: string; body: string }
    /** Events that wait to be sealed, and what shows that the desk wrote them: see proof.ts. */
    audit_pending: { event_id: string; proof: string | null }
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
    /** See feed/feedLog.ts. */
    audit_feed: AuditFeedRow
    audit_kind: AuditKindRow
    /** The index of sealed events. `at` is in milliseconds; the rest are keys made by keyOf. */
    audit_search: AuditSearchRow
    audit_patient: { patient: number; at: number; leaf_index: number; kind: number; actor: number | null }
  }
}

export interface AuditFeedRow {
  target: string
  /** The number of the next event to go there. */
  next_leaf: number
  /** Attempts in a row that failed. */
  tries: number
  busy_until: string | null
  retry_at: string | null
  sent_at: string | null
  failed_at: string | null
  error: string | null
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
