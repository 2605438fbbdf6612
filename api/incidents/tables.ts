export {}

declare module '../core/db/tables.ts' {
  interface Tables {
    incident: {
      id: string
      kind: 'outage' | 'announcement'
      title: string
      /** What patients read; of an outage that was put in by hand nothing. */
      text_en: string | null
      text_es: string | null
      started_at: string
      ended_at: string | null
      reported_by: string | null
      ended_by: string | null
    }
  }
}
