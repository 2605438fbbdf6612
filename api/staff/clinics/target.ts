import type { Kysely } from 'kysely'
import type { GuardCall, Target } from '../../acts/act.ts'
import type { Tables } from '../../core/db/tables.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { clinicOf } from '../published.ts'
import { type Deciding, decidingGuards, holdRequest, lapsedAt, stillMeant } from '../requests.ts'
import type { StaffRow } from '../tables.ts'
import { onStaff } from '../target.ts'
import { clinicWaits, noClinicRequest, notOfClinic, requestOutdated, sameClinic } from '../words.ts'

type Request = Tables['clinic_request']

/** Requests that nobody decided on and that have not lapsed. */
export const waitingClinics = (db: Kysely<Tables>, lapsed: string) =>
  db
    .selectFrom('clinic_request')
    .selectAll()
    .where('decided_at', 'is', null)
    .where('asked_at', '>', lapsed)
    .where(stillMeant('clinic_request'))

interface Asking {
  id: string
  version: number
  clinicId: string
}
type AskingCall = GuardCall<StaffRow, Asking>

/** Somebody of the role clinic, held, so that of several requests at once one waits. */
export const onClinic = {
  ...onStaff,
  guards: {
    ...onStaff.guards,
    ofClinic: ({ found }: AskingCall, _wanted: true) =>
      found.role === 'clinic' && found.status !== 'disabled' ? undefined : new Conflict(notOfClinic),
    otherClinic: async ({ trx, found, input }: AskingCall, _wanted: true) =>
      (await clinicOf(trx, found.id)) === input.clinicId ? new Invalid({ clinicId: sameClinic }) : undefined,
    /** A second request would leave open which of them somebody approves. */
    noneWaits: async ({ trx, ctx, found }: AskingCall, _wanted: true) => {
      const waits = await waitingClinics(trx, await lapsedAt(trx, ctx.now()))
        .where('staff_id', '=', found.id)
        .executeTakeFirst()
      return waits && new Conflict(clinicWaits)
    },
  },
} satisfies Target<Asking, StaffRow>

/** A request for another clinic, with whom it is about; both held. */
export const onClinicRequest = {
  load: (trx, ctx, { id }) =>
    holdRequest(trx, ctx, trx.selectFrom('clinic_request').selectAll().where('id', '=', id), noClinicRequest),
  about: ({ staff }) => ({ object: { type: 'staff', id: staff.id } }),
  guards: {
    ...decidingGuards,
    unchanged: async ({ trx, found }: GuardCall<Deciding<Request>, unknown>, _wanted: true) => {
      const { request, staff } = found
      const stands =
        staff.status !== 'disabled' &&
        staff.role === 'clinic' &&
        staff.version === request.staff_version &&
        ((await clinicOf(trx, staff.id)) ?? null) === request.from_clinic
      return stands ? undefined : new Conflict(requestOutdated)
    },
  },
} satisfies Target<{ id: string }, Deciding<Request>>
