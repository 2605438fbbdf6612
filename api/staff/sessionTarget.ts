import type { Target } from '../acts/act.ts'
import type { Role } from '../core/access/permissions.ts'
import type { Actor, StaffSession } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import { NotSignedIn } from '../core/errors.ts'
import { lockStaff } from './queries.ts'
import type { StaffRow } from './tables.ts'
import { passwordFirst } from './words.ts'

export interface Proving {
  session: StaffSession
  staff: StaffRow
  /** The password was right: the act is theirs, whether the second factor is or not. */
  actor: Extract<Actor, { type: 'staff' }>
}

/** The session the request came with: held, so that a code sent twice at once proves, and counts, once. */
export const onSession: Target<unknown, Proving> = {
  async load(trx, ctx) {
    const { session } = ctx
    const staff = session && (await lockStaff(trx, ctx, session.staff.id))
    const still =
      session &&
      (await held(
        ctx.desk.db,
        trx.selectFrom('staff_session').select('sid').where('sid', '=', session.sid),
      ).executeTakeFirst())
    if (!still || staff?.status !== 'active') throw new NotSignedIn(passwordFirst)
    const { sid, authTime } = session
    const { id, name } = staff
    return { session, staff, actor: { type: 'staff', id, name, role: staff.role as Role, sid, authTime } }
  },
  about: ({ staff }) => ({ object: { type: 'staff', id: staff.id } }),
  guards: {},
}
