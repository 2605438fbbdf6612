import type { Tables } from '../core/db/tables.ts'

type Row = Pick<
  Tables['staff_session'],
  'id_hash' | 'sid' | 'staff_id' | 'state' | 'created_at' | 'auth_time' | 'expires_at'
>

export const staffSessionSeal = 'staff session'

/** What the seal of a session holds: all that never changes of it. When it was seen last, and its challenge, do. */
export const saidOfSession = (row: Row): string[] => [
  row.id_hash,
  row.sid,
  row.staff_id,
  row.state,
  row.created_at,
  row.auth_time,
  row.expires_at,
]
