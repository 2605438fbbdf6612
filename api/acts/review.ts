import type { StaffCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { type AppError, Conflict } from '../core/errors.ts'
import type { Missing } from '../core/problemBody.ts'
import { fill, type Said } from '../core/words.ts'
import type { GuardCall } from './act.ts'

/*
 * What every review keeps to, whatever it is of (of access, of activity, of an alert): nobody decides on what is about
 * themselves, a decision stands, a review ends when all in it is decided, and what has ended does not change.
 *
 * Decision (2026-11-25): the rules are one, and each room keeps its own rows, how a review begins and what a decision
 * does. Those truly differ: an access review lists everybody at once and may disable them; a review of activity is drawn
 * by lot and may raise an alert; an alert is raised by the watch, is taken by an officer, may be assessed anew until it is
 * signed, goes by a version, and is told of after its signature, so that it keeps its own guard of states.
 */

type Refusal = readonly Missing[] | AppError

/** Nobody decides on what is about themselves: another person does. `refusal` is what they are told. */
export const notOwn =
  <F>(whose: (found: F) => string | null, refusal: () => Refusal) =>
  ({ ctx, found }: GuardCall<F, unknown>, _wanted: true): Refusal | undefined =>
    whose(found) === ctx.actor.id ? refusal() : undefined

/** What was signed or finished does not change any more. */
export const open =
  <F>(endedAt: (found: F) => string | null, ended: Said) =>
  ({ found }: GuardCall<F, unknown>, _wanted: true): Refusal | undefined =>
    endedAt(found) === null ? undefined : new Conflict(ended)

/** A decision stands: nobody decides on the same again. */
export const undecided =
  <F>(decision: (found: F) => string | null, decided: Said) =>
  ({ found }: GuardCall<F, unknown>, _wanted: true): Refusal | undefined =>
    decision(found) === null ? undefined : new Conflict(decided)

/** A review ends when nothing in it is left to decide on; `words` say how many are, as `{left}`. */
export const allDecided =
  <F>(count: (trx: Trx, found: F) => Promise<number>, words: Said) =>
  async ({ trx, found }: GuardCall<F, unknown>, _wanted: true): Promise<Refusal | undefined> => {
    const left = await count(trx, found)
    return left === 0 ? undefined : new Conflict(fill(words, { left }))
  }

/** Who decided, and when, as an item of a review keeps it. */
export const decidedBy = (ctx: StaffCtx) => ({
  decided_by: ctx.actor.id,
  decided_at: ctx.now().toISOString(),
})
