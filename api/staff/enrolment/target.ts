import type { Kysely } from 'kysely'
import type { GuardCall, Target } from '../../acts/act.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict } from '../../core/errors.ts'
import { asked, type Deciding, decidingGuards, holdRequest, lapsedAt, stillMeant } from '../requests.ts'
import type { StaffRow } from '../tables.ts'
import { onStaff } from '../target.ts'
import { disabledNow, enrolmentWaits, noEnrolmentRequest } from '../words.ts'

export type Request = Tables['enrolment_request']

/** Requests that nobody decided on and that have not lapsed. */
export const waitingEnrolments = (db: Kysely<Tables>, lapsed: string) =>
  db
    .selectFrom('enrolment_request')
    .selectAll('enrolment_request')
    .where('decided_at', 'is', null)
    .where('asked_at', '>', lapsed)
    .where(stillMeant('enrolment_request'))

/** Keeps what was asked for until a second person decides; its id. */
export async function keepRequest(
  trx: Trx,
  ctx: StaffCtx,
  staff: Pick<StaffRow, 'id' | 'version'>,
  what: Pick<Request, 'kind' | 'reason' | 'recognised'>,
): Promise<string> {
  const request = { ...asked(ctx, staff), ...what }
  await trx.insertInto('enrolment_request').values(request).execute()
  return request.id
}

interface Asking {
  id: string
  version: number
}
type AskingCall = GuardCall<StaffRow, Asking>

/** A staff member who is to enrol again; held, so that of several requests at once one waits. */
export const onReturning = {
  ...onStaff,
  guards: {
    ...onStaff.guards,
    /** A link would open nothing, and enabling is an act of its own. */
    notDisabled: ({ found }: AskingCall, _wanted: true) =>
      found.status === 'disabled' ? new Conflict(disabledNow) : undefined,
    noneWaits: async ({ trx, ctx, found }: AskingCall, _wanted: true) => {
      const waits = await waitingEnrolments(trx, await lapsedAt(trx, ctx.now()))
        .where('staff_id', '=', found.id)
        .executeTakeFirst()
      return waits && new Conflict(enrolmentWaits)
    },
  },
} satisfies Target<Asking, StaffRow>

/** A request for an enrolment, with whom it is about; both held. */
export const onEnrolmentRequest = {
  load: (trx, ctx, { id }) =>
    holdRequest(
      trx,
      ctx,
      trx.selectFrom('enrolment_request').selectAll().where('id', '=', id),
      noEnrolmentRequest,
    ),
  about: ({ staff }) => ({ object: { type: 'staff', id: staff.id } }),
  guards: decidingGuards,
} satisfies Target<{ id: string }, Deciding<Request>>
