import { hospitalDay } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { inTheFuture } from './words.ts'

/** What is entered in a register is dated no later than today, by the hospital's clocks. @returns the refusal of the first field that is */
export async function datedAhead(
  trx: Trx,
  ctx: Ctx,
  days: Readonly<Record<string, string | null | undefined>>,
): Promise<Invalid | undefined> {
  const today = hospitalDay(ctx.now(), (await readPolicy(trx)).timeZone)
  for (const [field, day] of Object.entries(days))
    if (day && day > today) return new Invalid({ [field]: inTheFuture })
  return undefined
}

/** @throws Invalid */
export async function notAhead(...asked: Parameters<typeof datedAhead>): Promise<void> {
  const refusal = await datedAhead(...asked)
  if (refusal) throw refusal
}
