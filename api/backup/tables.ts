declare module '../core/db/tables.ts' {
  interface Tables {
    backup: BackupRow
  }
}

export interface BackupRow {
  id: string
  kind: 'backup' | 'drill'
  state: 'running' | 'done' | 'failed'
  /** The moment whose database it holds; of a drill, when it began. */
  at: string
  finished_at: string | null
  /** Its name in the folder; none where it was written elsewhere by hand and is not kept count of. */
  file: string | null
  bytes: number | null
  took_ms: number | null
  /** What restoring it took, with the verification of the log. */
  restore_ms: number | null
  /** Sealed events that verified. */
  events: number | null
  /** Why it failed, in the words of whoever failed; never a value. */
  problem: string | null
}
