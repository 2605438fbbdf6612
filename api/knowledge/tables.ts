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
    /** A text for notes: in which language, and for cases of which category, or of any. */
    macro: {
      id: string
      language: 'en' | 'es'
      category: string | null
      retired_at: string | null
      retired_by: string | null
    }
    /** Its words; `version` is counted for each macro, from 1, when somebody approves. */
    macro_version: {
      id: string
      macro_id: string
      title: string
      body: string
      written_by: string
      written_at: string
      decision: 'approved' | 'declined' | null
      decided_by: string | null
      decided_at: string | null
      version: number | null
    }
  }
}
