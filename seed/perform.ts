import type { AnyAct, InputOf } from '../api/acts/act.ts'
import { runAct } from '../api/acts/run.ts'
import { record } from '../api/audit/record.ts'
import { type Ctx, type Desk, systemCtx } from '../api/core/context.ts'
import { newId } from '../api/core/db/id.ts'
import { transact } from '../api/core/db/transact.ts'
import { officeAddress } from './diary.ts'

/** The desk at a moment of the story, in which nobody has a session: who acts is said. */
const deskAt = (desk: Desk, at: number): Desk => ({
  ...desk,
  clock: () => new Date(at),
  sessions: { ...desk.sessions, holds: async () => true },
  patientHolds: async () => true,
})

/** What somebody does at a moment, asked for from the hospital unless another address is said. */
export const ctxAt = (desk: Desk, at: number, actor: object, ip: string | null = officeAddress): Ctx =>
  ({ ...systemCtx(deskAt(desk, at), 'demo', newId()), ip, actor }) as Ctx

/**
 * Does an act as whoever it is of: what it changes, its record and what it tells, in one transaction. Nothing that can stand in its
 * way is asked, since what it is about may be over by now.
 */
export async function perform<O extends AnyAct>(
  desk: Desk,
  one: O,
  actor: object,
  at: number,
  input: InputOf<O>,
): Promise<any> {
  const ctx = ctxAt(desk, at, actor, null) as never
  return transact(desk.db, async (trx) => {
    const found = one.on && (await one.on.load(trx, ctx, input))
    const { reply, about, fields, detail, tells } = await one.do(trx, ctx, found, input, undefined)
    await record(trx, ctx, one, { ...one.on?.about(found), ...about, fields, detail })
    if (tells) await desk.tell(trx, ctx, tells)
    return reply
  })
}

/**
 * Does an act as a request of theirs would have at that moment: all that can stand in its way is asked. Nothing leaves the house.
 * @param over what else the request brought
 */
export async function act<O extends AnyAct>(
  desk: Desk,
  one: O,
  actor: object,
  at: number,
  input: InputOf<O>,
  over: Partial<Ctx> = {},
): Promise<any> {
  const ctx = { ...ctxAt(desk, at, { ...actor, authTime: new Date(at) }), ...over }
  const quiet: AnyAct = {
    ...one,
    do: async (...call) => ({ ...(await one.do(...call)), after: undefined }),
  }
  const body = one.body ? (one.body.parse(bodyOf(one, input)) as object) : {}
  return (await runAct(quiet, ctx, { ...(input as object), ...body })).reply
}

/** What of an input is the body's: the rest stands in the address. */
const bodyOf = (one: AnyAct, input: unknown) => {
  const named = new Set(Object.keys(one.params?.shape ?? {}))
  return Object.fromEntries(Object.entries(input as object).filter(([name]) => !named.has(name)))
}
