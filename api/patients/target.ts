import type { Target } from '../acts/act.ts'
import type { Ctx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Trx } from '../core/db/transact.ts'
import { NotFound } from '../core/errors.ts'
import { patientById } from './published.ts'
import type { PatientRow } from './tables.ts'

export const noPatient = { en: 'patient', es: 'el paciente' }

/** A patient, held until the transaction ends: what is decided about one patient takes turns. @throws NotFound */
export async function holdPatient(trx: Trx, ctx: Ctx, id: string): Promise<PatientRow> {
  await held(ctx.desk.db, trx.selectFrom('patient').select('id').where('id', '=', id)).execute()
  const patient = await patientById(trx, id)
  if (!patient) throw new NotFound(noPatient)
  return patient
}

/**
 * Several patients, held in the order of their ids, so that two who want the same never wait for each other: PostgreSQL locks
 * rows in the order they are sorted in.
 * @returns each by their id
 * @throws NotFound
 */
export async function holdPatients(
  trx: Trx,
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, PatientRow>> {
  const wanted = [...new Set(ids)]
  // PostgreSQL takes no empty list.
  if (wanted.length === 0) return new Map()
  const all = trx.selectFrom('patient').selectAll().where('id', 'in', wanted).orderBy('id')
  const patients = await held(ctx.desk.db, all).execute()
  if (patients.length < wanted.length) throw new NotFound(noPatient)
  return new Map(patients.map((patient) => [patient.id, patient]))
}

export type NamedPatient = { id: string } | { patientId: string }

/** Acts for a patient named in the address or the body, who need not be held: nothing is decided on what may change. */
export const onPatient = {
  async load(trx, _ctx, input) {
    const patient = await patientById(trx, 'patientId' in input ? input.patientId : input.id)
    if (!patient) throw new NotFound(noPatient)
    return patient
  },
  about: (patient) => ({ patientIds: [patient.id] }),
  guards: {},
} satisfies Target<NamedPatient, PatientRow>
