declare module '../core/db/tables.ts' {
  interface Tables {
    /** Of a month, as YYYY-MM: which calls are reviewed. */
    quality_draw: {
      id: string
      month: string
      seed: string
      per_agent: number
      drawn_by: string
      drawn_at: string
    }
    /** Out of which cases of an agent was drawn; a JSON list of their ids, in order. */
    quality_draw_agent: { draw_id: string; staff_id: string; cases: string }
    quality_review: QualityReviewRow
  }
}

export interface QualityReviewRow {
  id: string
  draw_id: string
  /** Whose call it was. */
  staff_id: string
  case_id: string
  /** Which of this agent's in the draw, from 1. */
  position: number
  /** JSON, by the questions of `lists.ts`. */
  answers: string | null
  /** How many of the questions that applied were answered with yes, and how many applied. */
  met: number | null
  asked: number | null
  remark: string | null
  reviewed_by: string | null
  reviewed_at: string | null
  reply: string | null
  replied_at: string | null
}
