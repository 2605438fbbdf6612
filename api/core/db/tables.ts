/**
 * Every table, as both engines store it: ids and times are text (UUIDv7, ISO 8601 UTC), flags are 0 or 1,
 * lists and objects are JSON text. Rows are turned into API shapes in the feature's queries or verb.
 */
export interface Tables {
  setting: { name: string; value: string }
  /** By what a database knows that a key is its own. */
  key_check: { name: string; value: string }
  /** A patient's key, wrapped by one that is not in the database; `wrapped_by` is that one's id. */
  vault_key: { patient_id: string; wrapped_by: string; wrapped: string; made_at: string }
  write_probe: { node: string; at: string; weight: string }
  throttle: { key_hash: string; failures: number; last_failure_at: string; blocked_until: string | null }
}
