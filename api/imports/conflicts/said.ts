import type { Kysely } from 'kysely'
import { hospitalDay } from '../../core/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { readPolicy } from '../../core/policy.ts'
import { checkPatient, type Fit } from '../checkPatient.ts'
import type { SourcePatient } from '../records.ts'
import type { PatientItem } from '../savePeople.ts'
import type { ConflictRow } from '../tables.ts'

/** What a record says that waits: as the source gave it, and as it would be taken in today. */
export interface SaidOf extends Fit {
  item: PatientItem
}

/** Nothing where the record has not what it must have by rules that changed meanwhile: only keeping ours is left then. */
export async function whatWasSaid(
  db: Kysely<Tables>,
  ctx: Ctx,
  { file, record }: Pick<ConflictRow, 'file' | 'record'>,
): Promise<SaidOf | undefined> {
  const patient = JSON.parse(ctx.desk.keys.open(record)) as SourcePatient
  const { timeZone, homeCountry: home } = await readPolicy(db)
  const checked = checkPatient(patient, { today: hospitalDay(ctx.now(), timeZone), home })
  return 'fault' in checked ? undefined : { item: { file, patient }, ...checked }
}
