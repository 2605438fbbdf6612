import type { Kysely } from 'kysely'
import type { Ctx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import type { StaffRow } from '../tables.ts'
import { tellStaff } from '../tellStaff.ts'

/** Somebody's passkeys, the oldest first. */
export const passkeysOf = (db: Kysely<Tables>, staffId: string) =>
  db
    .selectFrom('staff_passkey')
    .selectAll()
    .where('staff_id', '=', staffId)
    .orderBy('created_at')
    .orderBy('id')

export async function hasPasskey(db: Kysely<Tables>, staffId: string): Promise<boolean> {
  return (await passkeysOf(db, staffId).limit(1).executeTakeFirst()) !== undefined
}

/** Takes all passkeys of somebody whose sign-in is set up anew; who had some is told. */
export async function voidPasskeys(trx: Trx, ctx: Ctx, staff: StaffRow): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('staff_passkey')
    .where('staff_id', '=', staff.id)
    .executeTakeFirstOrThrow()
  if (numDeletedRows > 0n) await tellStaff(trx, ctx, staff, 'staff-passkeys-void')
}
