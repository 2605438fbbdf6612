import { hospitalDay } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { inTheFuture } from './words.ts'

/** What is entered in a register is dated no later than today, by the hospital's clocks. @throws Invalid of the first field that is */
export async function notAhead(
  trx: Trx,
  ctx: Ctx,
  days: Readonly<Record<string, string | null | undefined>>,
): Promise<void> {
  const today = hospitalDay(ctx.now(), (await readPolicy(trx)).timeZone)
  for (const [field, day] of Object.entries(days))
    if (day && day > today) throw new Invalid({ [field]: inTheFuture })
}
