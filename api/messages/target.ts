import type { GuardCall, Target } from '../acts/act.ts'
import { held } from '../core/db/lock.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import type { PatientRow } from '../patients/published.ts'
import { holdPatient } from '../patients/target.ts'
import { ownClinic } from '../staff/clinics/ownClinic.ts'
import { missingStranger } from '../staff/kinship.ts'
import type { ThreadState } from './lists.ts'
import type { ThreadRow } from './tables.ts'
import { noThread, threadChanged, threadClosed } from './words.ts'

interface OnThread {
  thread: ThreadRow
  patient: PatientRow
}
type Asked = { id: string; version: number }
type Call = GuardCall<OnThread, Asked>

/** A thread of one's own clinic and its patient, held; another clinic's is told from none by nothing. */
export const onThread = {
  async load(trx, ctx, { id }) {
    const clinic = await ownClinic(trx, ctx)
    const row = trx.selectFrom('message_thread').selectAll().where('id', '=', id)
    const seen = await row.where('clinic_id', '=', clinic).executeTakeFirst()
    if (!seen) throw new NotFound(noThread)
    const patient = await holdPatient(trx, ctx, seen.patient_id)
    return { patient, thread: await held(ctx.desk.db, row).executeTakeFirstOrThrow() }
  },
  about: ({ thread }) => ({
    patientIds: [thread.patient_id],
    object: { type: 'message-thread', id: thread.id },
  }),
  guards: {
    stranger: ({ trx, ctx, found }: Call, _wanted: true) => missingStranger(trx, ctx, found.patient),
    from: ({ found }: Call, wanted: readonly ThreadState[]) =>
      wanted.includes(found.thread.status) ? undefined : new Conflict(threadClosed),
    /** An answer is to what was seen. */
    version: ({ found, input }: Call, _wanted: true) =>
      input.version === found.thread.version ? undefined : new Conflict(threadChanged),
  },
} satisfies Target<Asked, OnThread>
