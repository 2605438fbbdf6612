import type { Kysely } from 'kysely'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'

/** Puts a record aside that says it is somebody it cannot be: people decide. The same record again is there already. */
export async function putAside(
  trx: Trx,
  ctx: Ctx,
  given: {
    conflict: Tables['record_conflict']['reason']
    patientIds: readonly string[]
    at: { file: string; line?: number; entry?: number }
    digest: string
    record: string
  },
): Promise<void> {
  const { file, line, entry } = given.at
  await trx
    .insertInto('record_conflict')
    .values({
      id: newId(),
      patient_id: given.patientIds[0]!,
      other_patient_id: given.patientIds[1] ?? null,
      reason: given.conflict,
      digest: given.digest,
      file,
      place: line !== undefined ? `line ${line}` : `entry ${entry ?? 1}`,
      record: given.record,
      found_at: ctx.now().toISOString(),
    })
    .onConflict((oc) => oc.column('digest').doNothing())
    .execute()
}

/** What waits for records, newest first: where it stood and whom it concerns, without what it says of them. */
export const conflictsAside = (db: Kysely<Tables>) =>
  db
    .selectFrom('record_conflict')
    .select(['id', 'reason', 'patient_id', 'other_patient_id', 'file', 'place', 'found_at'])
    .orderBy('found_at', 'desc')
    .orderBy('id')
    .execute()
