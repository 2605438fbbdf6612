import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import type { PatientRow } from '../patients/published.ts'
import { newWork } from './batch.ts'
import type { Fit } from './checkPatient.ts'
import { BatchMet, nobodyMet } from './run.ts'
import { accept, type PatientItem, savePeople } from './savePeople.ts'
import { saveSeen } from './saveSeen.ts'

/** Takes one record in as an import does, as whom people found it to be. @returns the patient's id */
export async function takeOne(
  trx: Trx,
  ctx: Ctx,
  item: PatientItem,
  fit: Fit,
  present: PatientRow | undefined,
): Promise<string> {
  const work = newWork(trx, ctx, new BatchMet(nobodyMet()))
  await accept(work, item, fit, present)
  await savePeople(work)
  await saveSeen(work, false)
  return present?.id ?? work.created[0]!
}
