export {}

declare module '../core/db/tables.ts' {
  interface Tables {
    forgot_request: {
      id: string
      username_key: string
      ip: string | null
      request_id: string
      created_at: string
    }
  }
}
