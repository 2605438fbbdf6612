import { decidedBy } from '../../acts/review.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import type { ConflictRow } from '../tables.ts'

/** Keeps a decision, and forgets what the feed said: of a record that was taken over it is on file, of another it is nobody’s business. */
export async function decide(
  trx: Trx,
  ctx: StaffCtx,
  row: ConflictRow,
  given: Pick<ConflictRow, 'note'> & {
    decision: NonNullable<ConflictRow['decision']>
    because?: ConflictRow['because']
    takenInto?: string
  },
) {
  const { decision, because = null, note, takenInto = null } = given
  await trx
    .updateTable('record_conflict')
    .set({
      ...{ decision, because, note, record: '', taken_into: takenInto, version: row.version + 1 },
      ...decidedBy(ctx),
    })
    .where('id', '=', row.id)
    .execute()
  return { id: row.id, state: decision, patientId: takenInto }
}
