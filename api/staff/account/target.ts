import type { GuardCall, Target } from '../../acts/act.ts'
import { passwordFault } from '../../core/access/passwords.ts'
import { accessPolicy } from '../../core/access/policy.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import { Conflict, Invalid, NotFound, NotSignedIn } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { lockStaff } from '../queries.ts'
import type { StaffRow } from '../tables.ts'
import { noSession, passwordFirst, samePassword, thisSession } from '../words.ts'

/** Words an attacker would try first as the password of a staff member. */
export const ownWords = ({ email, name }: Pick<StaffRow, 'email' | 'name'>) => [
  email,
  email.split('@')[0]!,
  name,
  'portal desk',
]

interface Change {
  oldPassword: string
  newPassword: string
}

/** Acts of somebody on their own account. */
export const onMyself = {
  async load(trx, ctx) {
    const staff = await lockStaff(trx, ctx, ctx.actor.id)
    if (!staff) throw new NotSignedIn(passwordFirst)
    return staff
  },
  about: (staff) => ({ object: { type: 'staff', id: staff.id } }),
  guards: {},
} satisfies Target<unknown, StaffRow>

/** One's own password, as it is to be changed. */
export const onMyPassword = {
  ...onMyself,
  guards: {
    /** The rule every password is chosen by. */
    password: async ({ trx, found, input }: GuardCall<StaffRow, Change>, _wanted: true) => {
      const { passwordCharacters } = await readPolicy(trx, accessPolicy)
      const fault = passwordFault(input.newPassword, passwordCharacters, ownWords(found))
      return fault && new Invalid({ newPassword: fault })
    },
    otherPassword: ({ input }: GuardCall<StaffRow, Change>, _wanted: true) =>
      input.newPassword === input.oldPassword ? new Invalid({ newPassword: samePassword }) : undefined,
  },
} satisfies Target<Change, StaffRow>

/** One of one's own sessions; nobody learns whether others have one of that id. */
export const onMySession = {
  async load(trx, ctx, { id }) {
    const own = trx
      .selectFrom('staff_session')
      .selectAll()
      .where('sid', '=', id)
      .where('staff_id', '=', ctx.actor.id)
    // Held, so that it is ended, and in the log, once.
    const session = await held(ctx.desk.db, own).executeTakeFirst()
    if (!session) throw new NotFound(noSession)
    return session
  },
  about: ({ staff_id }) => ({ object: { type: 'staff', id: staff_id } }),
  guards: {
    /** The session in use ends by signing out, which also takes its cookie. */
    another: ({ ctx, found }: GuardCall<Tables['staff_session'], { id: string }>, _wanted: true) =>
      found.sid === ctx.actor.sid ? new Conflict(thisSession) : undefined,
  },
} satisfies Target<{ id: string }, Tables['staff_session']>
