import type { Kysely } from 'kysely'
import { isUnusedStep } from '../core/access/totp.ts'
import type { Ctx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import type { StaffRow } from './tables.ts'

export function staffByEmail(db: Kysely<Tables>, email: string): Promise<StaffRow | undefined> {
  return db.selectFrom('staff').selectAll().where('email', '=', email.trim().toLowerCase()).executeTakeFirst()
}

/** What the personnel system says of a staff member, where it was imported. */
export function recordOf(db: Kysely<Tables>, staffId: string) {
  return db.selectFrom('staff_record').selectAll().where('staff_id', '=', staffId).executeTakeFirst()
}

/** A staff member, held until the transaction ends. */
export function lockStaff(trx: Trx, ctx: Ctx, id: string): Promise<StaffRow | undefined> {
  return held(ctx.desk.db, trx.selectFrom('staff').selectAll().where('id', '=', id)).executeTakeFirst()
}

/** Ends the enrolment links somebody has. */
export async function endEnrolmentsOf(trx: Trx, ctx: Ctx, staffId: string): Promise<void> {
  await trx
    .updateTable('staff_enrolment')
    .set({ used_at: ctx.now().toISOString() })
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .execute()
}

export function openEnrolment(db: Kysely<Tables>, tokenHash: string, now: string) {
  return db
    .selectFrom('staff_enrolment')
    .innerJoin('staff', 'staff.id', 'staff_enrolment.staff_id')
    .select(['staff_enrolment.staff_id', 'staff_enrolment.password_hash', 'staff_enrolment.totp_secret'])
    .select(['staff.email', 'staff.name'])
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('staff.status', '!=', 'disabled')
}

/** Marks a recovery code used; false when it does not exist or was used before. */
export async function consumeRecoveryCode(
  trx: Trx,
  staffId: string,
  codeHash: string,
  now: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('staff_recovery_code')
    .set({ used_at: now })
    .where('code_hash', '=', codeHash)
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Moves the last accepted TOTP step forward; false when this step or a later one was already used. */
export async function advanceTotpStep(trx: Trx, staffId: string, step: number): Promise<boolean> {
  const result = await trx
    .updateTable('staff')
    .set({ totp_step: step })
    .where('id', '=', staffId)
    .where(isUnusedStep('totp_step', step))
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
