import type { Kysely } from 'kysely'
import { hospitalDay } from '../../core/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { mrnIssuersOf, readPolicy } from '../../core/policy.ts'
import type { Identifier } from '../../patients/record.ts'
import { checkPatient, type Fit } from '../checkPatient.ts'
import type { SourcePatient } from '../records.ts'
import type { PatientItem } from '../savePeople.ts'
import type { ConflictRow } from '../tables.ts'

/** What a record says that waits: as the source gave it, and as it would be taken in today. */
export interface SaidOf extends Fit {
  item: PatientItem
}

/**
 * Why a record that waits cannot be taken in: it has not what it must have by rules that changed meanwhile, and only keeping
 * ours is left; or it cannot be opened, since it was damaged or its key is lost, and nobody can say that it was wrong (2026-11-26).
 */
export type NotToBeTaken = 'unfit' | 'unreadable'

export async function whatWasSaid(
  db: Kysely<Tables>,
  ctx: Ctx,
  { file, record }: Pick<ConflictRow, 'file' | 'record'>,
): Promise<SaidOf | NotToBeTaken> {
  const patient = opened(ctx, record)
  if (!patient) return 'unreadable'
  const policy = await readPolicy(db)
  const { timeZone, homeCountry: home } = policy
  const today = hospitalDay(ctx.now(), timeZone)
  const checked = checkPatient(patient, { today, home, mrnIssuers: mrnIssuersOf(policy) })
  return 'fault' in checked ? 'unfit' : { item: { file, patient }, ...checked }
}

/**
 * The numbers of records that wait, also from earlier imports: whose they are, people decide. Records that cannot be opened name
 * none.
 */
export async function numbersWaiting(db: Kysely<Tables>, ctx: Ctx): Promise<Identifier[]> {
  const rows = await db.selectFrom('record_conflict').select('record').where('decision', 'is', null).execute()
  return rows.flatMap(({ record }) => opened(ctx, record)?.numbers ?? [])
}

function opened(ctx: Ctx, record: string): SourcePatient | undefined {
  try {
    return JSON.parse(ctx.desk.keys.open(record)) as SourcePatient
  } catch {
    return undefined
  }
}
