export {}

declare module '../core/db/tables.ts' {
  interface Tables {
    idempotency: {
      actor_id: string
      key: string
      request_hash: string
      /** The answer, encrypted: see acts/once.ts. */
      result: string | null
      created_at: string
    }
    /** How many acts a case has had: see acts/caseActs.ts. */
    case_acts: { case_id: string; n: number }
  }
}
