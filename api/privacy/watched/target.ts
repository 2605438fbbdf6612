import type { GuardCall, Target } from '../../acts/act.ts'
import { hospitalDay } from '../../core/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import type { PatientRow } from '../../patients/published.ts'
import { holdPatient } from '../../patients/target.ts'
import { noWatch, watchedAlready, watchOver } from '../words.ts'

const todayOf = async (trx: Trx, ctx: Ctx) => hospitalDay(ctx.now(), (await readPolicy(trx)).timeZone)

interface Unwatched {
  patient: PatientRow
  today: string
}
type Given = { patientId: string }

/** A patient about to be put under watch, held so that it is done once. */
export const onPatientToWatch = {
  load: async (trx, ctx, { patientId }) => ({
    patient: await holdPatient(trx, ctx, patientId),
    today: await todayOf(trx, ctx),
  }),
  about: ({ patient }) => ({ patientIds: [patient.id] }),
  guards: {
    unwatched: async ({ trx, found }: GuardCall<Unwatched, Given>, _wanted: true) => {
      const present = await trx
        .selectFrom('watched_patient')
        .select('id')
        .where('patient_id', '=', found.patient.id)
        .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', found.today)]))
        .executeTakeFirst()
      return present && new Conflict(watchedAlready)
    },
  },
} satisfies Target<Given, Unwatched>

interface Watch {
  row: Tables['watched_patient']
  today: string
}
type Asked = { id: string }

/** A record under watch. */
export const onWatch = {
  async load(trx, ctx, { id }) {
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('watched_patient').selectAll().where('id', '=', id),
    ).executeTakeFirst()
    if (!row) throw new NotFound(noWatch)
    return { row, today: await todayOf(trx, ctx) }
  },
  about: ({ row }) => ({ patientIds: [row.patient_id], object: { type: 'watched-record', id: row.id } }),
  guards: {
    underWatch: ({ found: { row, today } }: GuardCall<Watch, Asked>, _wanted: true) =>
      row.to_day !== null && row.to_day < today ? new Conflict(watchOver) : undefined,
  },
} satisfies Target<Asked, Watch>
