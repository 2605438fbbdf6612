import type { Ctx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import type { Trx } from '../../core/db/transact.ts'
import { numbersOf, type PatientRecord } from '../../patients/record.ts'
import type { SourceItem, SourcePatient } from '../records.ts'
import type { ConflictRow } from '../tables.ts'

type SaidRecord = Omit<PatientRecord, 'primaryProviderId'>

/** By which of the records of one person’s numbers only the newest waits. */
const numbersKey = (ctx: Ctx, record: SaidRecord): string => {
  const numbers = numbersOf(record).map(({ system, value }) => `${system}|${value}`)
  return ctx.desk.keys.mac('record-conflict', numbers.sort().join('\n'))
}

const digestOf = (ctx: Ctx, record: SaidRecord): string =>
  ctx.desk.keys.mac('record-conflict', JSON.stringify(record))

/**
 * Whether a record with another name or birth date than the patient's was found wrong before, or one with its numbers waits since both
 * changed: neither is believed because time went by (2026-11-27).
 */
export async function isDoubted(trx: Trx, ctx: Ctx, record: SaidRecord): Promise<boolean> {
  const row = await trx
    .selectFrom('record_conflict')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('digest', '=', digestOf(ctx, record)), eb('decision', '=', 'feed-wrong')]),
        eb.and([
          eb('numbers_key', '=', numbersKey(ctx, record)),
          eb('decision', 'is', null),
          eb('reason', '=', 'changed-in-turn'),
        ]),
      ]),
    )
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Puts a record aside that says it is somebody it cannot be: people decide. The same record again is there already; another
 * with the same numbers takes its place, since it is what the feed says now. One that people found wrong does not come again.
 * It is stored encrypted, though patients are not: nobody searches by it, and whom it tells of may have no record here that
 * anybody looks after (2026-11-26).
 * @returns whether it waits, is new, or was refused before
 */
export async function putAside(
  trx: Trx,
  ctx: Ctx,
  given: {
    conflict: ConflictRow['reason']
    patientIds: readonly string[]
    at: SourceItem
    patient: SourcePatient
    record: SaidRecord
  },
): Promise<'waits' | 'new' | 'refused'> {
  const { file, line, entry } = given.at
  const { keys } = ctx.desk
  const digest = digestOf(ctx, given.record)
  const refused = await trx
    .selectFrom('record_conflict')
    .select('id')
    .where('digest', '=', digest)
    .where('decision', '=', 'feed-wrong')
    .executeTakeFirst()
  if (refused) return 'refused'
  const said = {
    patient_id: given.patientIds[0]!,
    other_patient_id: given.patientIds[1] ?? null,
    reason: given.conflict,
    digest,
    file,
    place: line !== undefined ? `line ${line}` : `entry ${entry ?? 1}`,
    record: keys.seal(JSON.stringify(given.patient)),
    found_at: ctx.now().toISOString(),
  }
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('record_conflict')
    .values({
      ...said,
      id: newId(),
      numbers_key: numbersKey(ctx, given.record),
      decision: null,
      because: null,
      note: null,
      decided_by: null,
      decided_at: null,
      taken_into: null,
      version: 1,
    })
    .onConflict((oc) =>
      oc
        .column('numbers_key')
        .where('decision', 'is', null)
        .doUpdateSet((eb) => ({ ...said, version: eb('record_conflict.version', '+', 1) }))
        .where((eb) =>
          eb.or([
            eb('record_conflict.digest', '!=', digest),
            eb('record_conflict.patient_id', '!=', said.patient_id),
            eb('record_conflict.other_patient_id', 'is distinct from', said.other_patient_id),
          ]),
        ),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n ? 'new' : 'waits'
}
