import { dayBefore } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { rowFindableBy } from './findable.ts'
import { notLiving } from './living.ts'
import { columnsOf, hereOf, sourceHashOf } from './patientColumns.ts'
import { type Identifier, numbersOf, type PatientRecord, unknownIssuer } from './record.ts'
import { saveContacts } from './saveContacts.ts'
import { selvesAfter } from './selves.ts'
import type { PatientRow } from './tables.ts'
import { rewriteFindable } from './writeFindable.ts'

export interface Updated {
  change: 'updated' | 'unchanged'
  /** Contacts that ended with this record. */
  endedContacts: string[]
  /** What its owner is to hear of: other contacts, or an address that is another for the first time in a day. */
  news: boolean
  /** The address is another. */
  moved: boolean
  /** The record lets nobody in any more, and did until now. */
  closed: boolean
}
const unchanged: Updated = {
  ...{ change: 'unchanged', endedContacts: [], news: false, moved: false, closed: false },
}

/**
 * Brings a patient to what a record says that was found to be theirs (`matchPatient`). What the source does not carry
 * stays as it is; the same record again changes nothing, also after another source told of the same person.
 */
export async function updatePatient(
  trx: Trx,
  ctx: Ctx,
  present: PatientRow,
  record: PatientRecord,
): Promise<Updated> {
  const sourceHash = sourceHashOf(record)
  if (present.source_hash === sourceHash) return unchanged
  const { id } = present
  const here = await hereOf(trx, ctx)
  const { now } = here
  const columns = columnsOf(record, present, here)
  const numbered = await saveIdentifiers(trx, id, numbersOf(record))
  const contacts = record.contacts
    ? await saveContacts(trx, present, record.contacts, { ...here, kinds: record.kindsTold })
    : { changed: false, ended: [], news: false }
  const row = { ...columns, words: rowFindableBy(columns).words }
  const differs = (Object.keys(row) as (keyof typeof row)[]).some((name) => present[name] !== row[name])
  if (!differs && !numbered && !contacts.changed) return unchanged
  const version = present.version + 1
  await trx
    .updateTable('patient')
    .set({
      ...row,
      former_selves: selvesAfter(present, row, { now, since: here.selvesSince }),
      source_hash: sourceHash,
      updated_at: now,
      version,
    })
    .where('id', '=', id)
    .execute()
  await ctx.desk.tell(trx, ctx, [{ id: `person:${version}`, patientId: id, kind: 'person', at: now }])
  await rewriteFindable(trx, present, { id, ...row })
  const moved = row.address_key !== present.address_key
  const over = notLiving({ ...row, replaced_by: present.replaced_by }) !== undefined
  return {
    change: 'updated',
    endedContacts: contacts.ended,
    news: contacts.news || (moved && (present.address_since ?? '') < dayBefore(new Date(here.now))),
    moved,
    closed: over && !notLiving(present),
  }
}

/**
 * The numbers that are new. One whose issuer was not kept has it from now on. One that is another patient’s by now, or a former
 * self’s, stays theirs: who writes it at the same time is waited for. @returns whether anything changed
 */
async function saveIdentifiers(
  trx: Trx,
  patientId: string,
  numbers: readonly Identifier[],
): Promise<boolean> {
  const stored = await trx
    .selectFrom('patient_identifier')
    .selectAll()
    .where('patient_id', '=', patientId)
    .execute()
  let changed = false
  for (const { system, value, former } of numbers) {
    const row = stored.find((one) => one.system === system && one.value === value)
    if (row?.former === Number(former ?? false)) continue
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('patient_identifier')
      .values({ system, value, patient_id: patientId, former: Number(former ?? false) })
      .onConflict((oc) =>
        oc
          .columns(['system', 'value'])
          .doUpdateSet({ former: Number(former ?? false) })
          .where('patient_identifier.patient_id', '=', patientId),
      )
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) continue
    changed = true
    if (system === unknownIssuer) continue
    await trx
      .deleteFrom('patient_identifier')
      .where('patient_id', '=', patientId)
      .where('system', '=', unknownIssuer)
      .where('value', '=', value)
      .execute()
  }
  return changed
}

/** Says that a record was merged into another. @returns whether that is new */
export async function markReplaced(trx: Trx, ctx: Ctx, id: string, by: string): Promise<boolean> {
  const at = ctx.now().toISOString()
  const marked = await trx
    .updateTable('patient')
    .set((eb) => ({ replaced_by: by, version: eb('version', '+', 1), updated_at: at }))
    .where('id', '=', id)
    .where((eb) => eb.or([eb('replaced_by', 'is', null), eb('replaced_by', '!=', by)]))
    .returning('version')
    .executeTakeFirst()
  if (!marked) return false
  // With its version: a merge that was undone may be made again.
  await ctx.desk.tell(trx, ctx, [
    { id: `replaced:${by}:${marked.version}`, patientId: id, kind: 'person', at },
  ])
  return true
}

/** Who pays for a patient's care, by a source that tells of it apart from the person. @returns whether that is new */
export async function savePayer(trx: Trx, ctx: Ctx, id: string, payer: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('patient')
    .set((eb) => ({ payer, version: eb('version', '+', 1), updated_at: ctx.now().toISOString() }))
    .where('id', '=', id)
    .where((eb) => eb.or([eb('payer', 'is', null), eb('payer', '!=', payer)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
