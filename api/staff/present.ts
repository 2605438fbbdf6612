import type { Role } from '../core/access/permissions.ts'
import type { StaffRow } from './tables.ts'

/** A staff member as the API shows them: nothing of how they prove who they are. */
export const presentStaff = (row: StaffRow) => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role as Role,
  status: row.status,
  lastSignInAt: row.last_sign_in_at,
  createdAt: row.created_at,
  version: row.version,
})
