import type { GuardCall, Target } from '../acts/act.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { lockStaff } from './queries.ts'
import type { StaffRow } from './tables.ts'
import { noStaff, ownAccount, staffChanged } from './words.ts'

type Asked = { id: string; version: number }
type Call = GuardCall<StaffRow, Asked>

/** Acts on a staff member. */
export const onStaff = {
  async load(trx, ctx, { id }) {
    // Nobody's own act waits for itself, and what would change oneself is refused.
    if (ctx.actor.id !== id) await ctx.desk.sessions.stopActs(trx, id)
    const staff = await lockStaff(trx, ctx, id)
    if (!staff) throw new NotFound(noStaff)
    return staff
  },
  about: (staff) => ({ object: { type: 'staff', id: staff.id } }),
  guards: {
    /** Nobody changes their own access. */
    notMyself: ({ ctx, found }: Call, _wanted: true) =>
      ctx.actor.type === 'staff' && ctx.actor.id === found.id ? new Invalid({ id: ownAccount }) : undefined,
    /** The change is to what the person saw. */
    version: ({ found, input }: Call, _wanted: true) =>
      input.version === found.version ? undefined : new Conflict(staffChanged),
  },
} satisfies Target<Asked, StaffRow>
