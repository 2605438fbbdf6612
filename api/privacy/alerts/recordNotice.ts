import type { z } from 'zod'
import { record } from '../../audit/record.ts'
import { hospitalDay } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { about, changeAlert, needAlert } from './changeAlert.ts'
import type { notified } from './schema.ts'
import { showAlert } from './showAlert.ts'

/** Takes down on which day those concerned were told of a breach (45 CFR 164.404). */
export async function recordNotice(ctx: StaffCtx, id: string, { on, version }: z.output<typeof notified>) {
  const row = await needAlert(ctx, id)
  if (row.outcome !== 'breach') throw new Conflict('Only a signed breach is told to those concerned.')
  if (row.notified_on) throw new Conflict('That they were told is on record already.')
  const { timeZone } = await readPolicy(ctx.desk.db.read)
  if (on > hospitalDay(ctx.now(), timeZone)) throw new Invalid({ on: 'must not lie in the future' })
  if (on < row.first_day) throw new Invalid({ on: 'must not be before the access itself' })
  await transactOnce(ctx, async (trx) => {
    await changeAlert(trx, id, { status: 'signed', version }, { notified_on: on })
    await record(trx, ctx, 'privacy-alert.notified', { ...about(row), fields: ['notifiedOn'] })
    return {}
  })
  return showAlert(ctx, id)
}
