export {}

declare module '../core/db/tables.ts' {
  interface Tables {
    /** `version` is counted for each topic and language, from 1, when somebody approves; the product's own words are 0. */
    knowledge_version: {
      id: string
      topic: string
      language: 'en' | 'es'
      to_say: string
      to_do: string
      written_by: string
      written_at: string
      decision: 'approved' | 'declined' | null
      decided_by: string | null
      decided_at: string | null
      version: number | null
    }
  }
}
