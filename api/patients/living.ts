import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import type { Said } from '../core/words.ts'
import type { PatientRow } from './tables.ts'
import { deceased, inactive, replaced } from './words.ts'

/**
 * The one rule of whose record lets somebody into the portal: the living patient's own. The record of somebody who died, one
 * that the source has put out of use, and one that was merged into another get no invitation, no link and no session.
 * @returns why not; nothing for a record in use.
 */
export function notLiving(
  patient: Pick<PatientRow, 'deceased_at' | 'replaced_by' | 'inactive_since'>,
): Said | undefined {
  if (patient.deceased_at) return deceased
  if (patient.replaced_by) return replaced
  return patient.inactive_since ? inactive : undefined
}

/** What the rule is asked of, to be joined. */
export const patientLives = (db: Kysely<Tables>) =>
  db.selectFrom('patient').select(['id', 'deceased_at', 'replaced_by', 'inactive_since'])
