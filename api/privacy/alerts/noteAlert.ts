import { record } from '../../audit/record.ts'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { about, needAlert } from './changeAlert.ts'
import { showAlert } from './showAlert.ts'

/** Adds what somebody said or what was found out; a note stays as it was written, also after the signature. */
export async function noteAlert(ctx: StaffCtx, id: string, text: string) {
  const row = await needAlert(ctx, id)
  await transactOnce(ctx, async (trx) => {
    const now = ctx.now()
    await trx
      .insertInto('privacy_note')
      .values({
        id: newId(now.getTime()),
        alert_id: id,
        staff_id: ctx.actor.id,
        text,
        created_at: now.toISOString(),
      })
      .execute()
    await record(trx, ctx, 'privacy-alert.noted', about(row))
    return {}
  })
  return showAlert(ctx, id)
}
