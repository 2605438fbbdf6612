import type { Kysely } from 'kysely'
import type { GuardCall, Target } from '../../acts/act.ts'
import type { Role } from '../../core/access/permissions.ts'
import type { Tables } from '../../core/db/tables.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { type Deciding, decidingGuards, holdRequest, lapsedAt, stillMeant } from '../requests.ts'
import type { StaffRow } from '../tables.ts'
import { onStaff } from '../target.ts'
import { noRoleRequest, notActive, requestOutdated, requestWaits, sameRole } from '../words.ts'

type Request = Tables['role_request']

/** Requests that nobody decided on, that have not lapsed and can be approved. */
export const waitingRequests = (db: Kysely<Tables>, lapsed: string) =>
  db
    .selectFrom('role_request')
    .selectAll()
    .where('decided_at', 'is', null)
    .where('asked_at', '>', lapsed)
    .where(stillMeant('role_request'))

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

/** A request for another role, with whom it is about; both held. */
export const onRoleRequest = {
  load: (trx, ctx, { id }) =>
    holdRequest(trx, ctx, trx.selectFrom('role_request').selectAll().where('id', '=', id), noRoleRequest),
  about: ({ staff }) => ({ object: { type: 'staff', id: staff.id } }),
  guards: {
    ...decidingGuards,
    unchanged: ({ found: { request, staff } }: GuardCall<Deciding<Request>, unknown>, _wanted: true) =>
      staff.status === 'active' && staff.version === request.staff_version && staff.role === request.from_role
        ? undefined
        : new Conflict(requestOutdated),
  },
} satisfies Target<{ id: string }, Deciding<Request>>
