import type { Kysely } from 'kysely'
import type { StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { Conflict } from '../../core/errors.ts'
import { clinicOf } from '../published.ts'
import { noOwnClinic } from '../words.ts'

/** The clinic whoever is signed in works for: all they see is of this one. @throws Conflict where nobody said which */
export async function ownClinic(db: Kysely<Tables>, { actor }: StaffCtx): Promise<string> {
  const clinic = await clinicOf(db, actor.id)
  if (!clinic) throw new Conflict(noOwnClinic)
  return clinic
}
