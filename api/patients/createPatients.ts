import type { Ctx } from '../core/context.ts'
import { allEnded } from '../core/db/allEnded.ts'
import { newId } from '../core/db/id.ts'
import { insertRows } from '../core/db/insertRows.ts'
import type { Trx } from '../core/db/transact.ts'
import { rowFindableBy } from './findable.ts'
import { columnsOf, hereOf, sourceHashOf } from './patientColumns.ts'
import { numbersOf, type PatientRecord } from './record.ts'
import { contactRow, distinctContacts } from './saveContacts.ts'
import type { PatientRow } from './tables.ts'
import { writeFindable } from './writeFindable.ts'

const insertIdentifiers = insertRows('patient_identifier', ['system', 'value', 'patient_id', 'former'])
const insertContacts = insertRows('contact_point', [
  'id',
  'patient_id',
  'system',
  'value',
  'value_key',
  'on_file_since',
  'ended_at',
  'bounced_at',
  'rank',
  'takes_texts',
])
let insertPatients: ReturnType<typeof insertRows<'patient'>> | undefined

/** Creates patients of records that were found to be nobody's on file; each table gets its rows at once. @returns their ids */
export async function createPatients(
  trx: Trx,
  ctx: Ctx,
  records: readonly PatientRecord[],
): Promise<string[]> {
  if (records.length === 0) return []
  const here = await hereOf(trx, ctx)
  const { now, home } = here
  const made = records.map((record) => {
    const id = newId()
    const columns = columnsOf(record, undefined, here)
    const contacts = distinctContacts(record.contacts ?? [], home)
    const row: PatientRow = {
      id,
      ...columns,
      words: rowFindableBy(columns).words,
      replaced_by: null,
      source_hash: sourceHashOf(record),
      created_at: now,
      updated_at: now,
      version: 1,
    }
    return { id, record, row, contacts }
  })
  insertPatients ??= insertRows('patient', Object.keys(made[0]!.row) as (keyof PatientRow)[])
  // More people than one statement takes come in several: what points at the last of them may not go before it (2026-11-28).
  await insertPatients(
    trx,
    made.map(({ row }) => row),
  )
  await allEnded([
    insertIdentifiers(
      trx,
      made.flatMap(({ id, record }) =>
        numbersOf(record).map(({ system, value, former }) => ({
          system,
          value,
          patient_id: id,
          former: Number(former ?? false),
        })),
      ),
    ),
    insertContacts(
      trx,
      made.flatMap(({ id, contacts }) => contacts.map((contact) => contactRow(id, contact, now))),
    ),
    ctx.desk.tell(
      trx,
      ctx,
      made.map(({ id }) => ({ id: 'person:1', patientId: id, kind: 'person' as const, at: now })),
    ),
    writeFindable(
      trx,
      made.map(({ row }) => row),
    ),
  ])
  return made.map(({ id }) => id)
}
