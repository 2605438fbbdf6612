export {}

declare module '../core/db/tables.ts' {
  interface Tables {
    incident: { id: string; title: string; started_at: string; ended_at: string | null }
  }
}
