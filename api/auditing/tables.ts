export {}

declare module '../core/db/tables.ts' {
  interface Tables {
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
  }
}
