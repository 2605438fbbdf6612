import type { AnyAct, InputOf } from '../api/acts/act.ts'
import { record } from '../api/audit/record.ts'
import { type Desk, systemCtx } from '../api/core/context.ts'
import { newId } from '../api/core/db/id.ts'
import { transact } from '../api/core/db/transact.ts'

/** Does an act as whoever it is of, who has no session: what it changes, its record and what it tells, in one transaction. */
export async function perform<O extends AnyAct>(
  desk: Desk,
  one: O,
  actor: object,
  at: number,
  input: InputOf<O>,
): Promise<any> {
  const ctx = { ...systemCtx(desk, 'demo', newId()), actor, now: () => new Date(at) } as never
  return transact(desk.db, async (trx) => {
    const found = one.on && (await one.on.load(trx, ctx, input))
    const { reply, about, fields, detail, tells } = await one.do(trx, ctx, found, input, undefined)
    await record(trx, ctx, one, { ...one.on?.about(found), ...about, fields, detail })
    if (tells) await desk.tell(trx, ctx, tells)
    return reply
  })
}
