import type { Level, TrainingSubject } from './lists.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    /** One risk of the security risk analysis. A row is never changed but to close it; what stands now is not closed. */
    risk: {
      id: string
      asset: string
      threat: string
      likelihood: Level
      impact: Level
      measures: string
      owner: string
      /** The day by which the measures are to be in place. */
      due_on: string
      recorded_by: string
      recorded_at: string
      closed_at: string | null
      closed_by: string | null
      closed_reason: string | null
      replaced_by: string | null
    }
    /** That somebody went through all risks that stood then; `hash` is of what they read. */
    risk_review: {
      id: string
      conclusion: string
      risks: number
      hash: string
      reviewed_by: string
      reviewed_at: string
    }
    training: {
      id: string
      staff_id: string
      subject: TrainingSubject
      completed_on: string
      recorded_by: string
      recorded_at: string
      withdrawn_at: string | null
      withdrawn_by: string | null
      withdrawn_reason: string | null
    }
  }
}
