import type { GuardCall, Target } from '../acts/act.ts'
import { hospitalDay } from '../core/calendar.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { dayInWords, fill } from '../core/words.ts'
import { lockStaff, recordOf } from './queries.ts'
import type { StaffRow } from './tables.ts'
import { noLongerEmployed, noStaff, ownAccount, staffChanged } from './words.ts'

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
    /** Whom the personnel office says is employed no longer would be disabled again at once. */
    employed: async ({ trx, ctx, found }: Call, _wanted: true) => {
      const until = (await recordOf(trx, found.id))?.employed_until
      if (!until || until >= hospitalDay(ctx.now(), (await readPolicy(trx)).timeZone)) return undefined
      return new Conflict(fill(noLongerEmployed, { day: dayInWords(until, ctx.language) }))
    },
    /** The change is to what the person saw. */
    version: ({ found, input }: Call, _wanted: true) =>
      input.version === found.version ? undefined : new Conflict(staffChanged),
  },
} satisfies Target<Asked, StaffRow>
