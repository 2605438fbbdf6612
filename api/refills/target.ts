import type { GuardCall, Target } from '../acts/act.ts'
import { held } from '../core/db/lock.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import type { PatientRow } from '../patients/published.ts'
import { holdPatient } from '../patients/target.ts'
import { ownClinic } from '../staff/clinics/ownClinic.ts'
import { missingStranger } from '../staff/kinship.ts'
import type { RefillState } from './lists.ts'
import type { RefillRow } from './tables.ts'
import { noRefill, refillChanged, refillIs } from './words.ts'

interface OnRefill {
  refill: RefillRow
  patient: PatientRow
}
type Asked = { id: string; version: number }
type Call = GuardCall<OnRefill, Asked>

/** A request to one's own clinic and its patient, held; another clinic's is told from none by nothing. */
export const onRefill = {
  async load(trx, ctx, { id }) {
    const clinic = await ownClinic(trx, ctx)
    const row = trx.selectFrom('refill_request').selectAll().where('id', '=', id)
    const seen = await row.where('clinic_id', '=', clinic).executeTakeFirst()
    if (!seen) throw new NotFound(noRefill)
    const patient = await holdPatient(trx, ctx, seen.patient_id)
    return { patient, refill: await held(ctx.desk.db, row).executeTakeFirstOrThrow() }
  },
  about: ({ refill }) => ({ patientIds: [refill.patient_id], object: { type: 'refill', id: refill.id } }),
  guards: {
    /** Nobody prescribes for their own family. */
    stranger: ({ trx, ctx, found }: Call, _wanted: true) => missingStranger(trx, ctx, found.patient),
    from: ({ found }: Call, wanted: readonly RefillState[]) =>
      wanted.includes(found.refill.status) ? undefined : new Conflict(refillIs[found.refill.status]),
    version: ({ found, input }: Call, _wanted: true) =>
      input.version === found.refill.version ? undefined : new Conflict(refillChanged),
  },
} satisfies Target<Asked, OnRefill>
