import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { Conflict } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { ageBandAt } from '../../patients/ageAt.ts'
import { patientsPolicy } from '../../patients/policy.ts'
import type { PatientRow } from '../../patients/published.ts'
import { openDoubts } from '../published.ts'
import { custodyDoubted } from './words.ts'

/** Why nothing is granted of a patient about whom somebody doubted who may act for them, until records has settled it. */
export async function refuseDoubted(db: Kysely<Tables>, patientId: string): Promise<Conflict | undefined> {
  const stands = await openDoubts(db).where('patient_id', '=', patientId).executeTakeFirst()
  return stands && new Conflict(custodyDoubted)
}

/**
 * The same of what opens a small child's own login: whoever reads the mailbox on file, which is a parent's, would have by it all that a
 * grant gives, and unseen. Access that there is stays; a teenager's login is theirs, whoever has custody (2026-11-28).
 */
export async function refuseDoubtedChild(
  db: Kysely<Tables>,
  patient: Pick<PatientRow, 'id' | 'birth_date'>,
  now: Date,
): Promise<Conflict | undefined> {
  const band = ageBandAt(patient, now, await readPolicy(db, patientsPolicy))
  return band === 'child' ? refuseDoubted(db, patient.id) : undefined
}
