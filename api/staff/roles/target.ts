import type { Kysely } from 'kysely'
import type { GuardCall, Target } from '../../acts/act.ts'
import { notOwn, undecided } from '../../acts/review.ts'
import { allows, type Role } from '../../core/access/permissions.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { staffPolicy } from '../policy.ts'
import { staffById } from '../published.ts'
import { lockStaff } from '../queries.ts'
import type { StaffRow } from '../tables.ts'
import { onStaff } from '../target.ts'
import {
  askerGone,
  noRoleRequest,
  notActive,
  ownAccount,
  ownRequest,
  requestDecided,
  requestLapsed,
  requestOutdated,
  requestWaits,
  sameRole,
} from '../words.ts'

type Request = Tables['role_request']

/** The moment before which what was asked has lapsed. */
export async function lapsedAt(db: Kysely<Tables>, now: Date): Promise<string> {
  const { roleRequestHours } = await readPolicy(db, staffPolicy)
  return new Date(now.getTime() - roleRequestHours * 3_600_000).toISOString()
}

/** Requests that nobody decided on and that have not lapsed. */
export const waitingRequests = (db: Kysely<Tables>, lapsed: string) =>
  db.selectFrom('role_request').selectAll().where('decided_at', 'is', null).where('asked_at', '>', lapsed)

interface Asking {
  id: string
  version: number
  role: Role
}
type AskingCall = GuardCall<StaffRow, Asking>

/** A staff member whose role is asked to be another; they are held, so that of several requests at once one waits. */
export const onRole = {
  ...onStaff,
  guards: {
    ...onStaff.guards,
    active: ({ found }: AskingCall, _wanted: true) =>
      found.status === 'active' ? undefined : new Conflict(notActive),
    otherRole: ({ found, input }: AskingCall, _wanted: true) =>
      found.role === input.role ? new Invalid({ role: sameRole }) : undefined,
    /** A second request would leave open which of them somebody approves. */
    noneWaits: async ({ trx, ctx, found }: AskingCall, _wanted: true) => {
      const waits = await waitingRequests(trx, await lapsedAt(trx, ctx.now()))
        .where('staff_id', '=', found.id)
        .executeTakeFirst()
      return waits && new Conflict(requestWaits)
    },
  },
} satisfies Target<Asking, StaffRow>

interface Deciding {
  request: Request
  staff: StaffRow
}
type Call = GuardCall<Deciding, unknown>

/** A request for another role, with whom it is about; both held. */
export const onRoleRequest = {
  async load(trx, ctx, { id }) {
    const seen = await trx
      .selectFrom('role_request')
      .select('staff_id')
      .where('id', '=', id)
      .executeTakeFirst()
    if (seen && ctx.actor.id !== seen.staff_id) await ctx.desk.sessions.stopActs(trx, seen.staff_id)
    const staff = seen && (await lockStaff(trx, ctx, seen.staff_id))
    const request =
      staff &&
      (await held(
        ctx.desk.db,
        trx.selectFrom('role_request').selectAll().where('id', '=', id),
      ).executeTakeFirst())
    if (!request) throw new NotFound(noRoleRequest)
    return { request, staff }
  },
  about: ({ staff }) => ({ object: { type: 'staff', id: staff.id } }),
  guards: {
    notAbout: notOwn(
      ({ staff }: Deciding) => staff.id,
      () => new Invalid({ id: ownAccount }),
    ),
    notAsker: notOwn(
      ({ request }: Deciding) => request.asked_by,
      () => new Invalid({ id: ownRequest }),
    ),
    undecided: undecided(({ request }: Deciding) => request.decision, requestDecided),
    inTime: async ({ trx, ctx, found: { request } }: Call, _wanted: true) =>
      request.asked_at > (await lapsedAt(trx, ctx.now())) ? undefined : new Conflict(requestLapsed),
    /** Whoever was disabled or moved since leaves no word behind that a second person could make count. */
    askerStands: async ({ trx, found: { request } }: Call, _wanted: true) => {
      const asker = await staffById(trx, request.asked_by)
      return asker?.status === 'active' && allows(asker.role as Role, 'staff.manage')
        ? undefined
        : new Conflict(askerGone)
    },
    /** What was asked for is what is approved: the account is as it was then. */
    unchanged: ({ found: { request, staff } }: Call, _wanted: true) =>
      staff.status === 'active' && staff.version === request.staff_version && staff.role === request.from_role
        ? undefined
        : new Conflict(requestOutdated),
  },
} satisfies Target<{ id: string }, Deciding>
