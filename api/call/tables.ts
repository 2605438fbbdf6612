declare module '../core/db/tables.ts' {
  interface Tables {
    /** Each open stream of a case at any of several nodes, and the second of the database's clock until which it counts. */
    case_presence: { id: string; case_id: string; staff_id: string; until_second: number }
  }
}

export {}
