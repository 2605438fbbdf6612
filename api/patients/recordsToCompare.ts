import type { Kysely } from 'kysely'
import { asList, type List, oneOfList } from '../core/db/oneOf.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { PatientRow } from './tables.ts'

const compared = [
  'id',
  'version',
  'family_name',
  'given_name',
  'other_names',
  'nicknames',
  'former_given_names',
  'suffix',
  'birth_date',
  'sex',
  'street',
  'city',
  'postal_code',
  'replaced_by',
] as const

const records = prepared((db, p: { ids: List }) =>
  db
    .selectFrom('patient')
    .select(compared)
    .where(oneOfList(db, 'id', 'text', p.ids)),
)
const channels = prepared((db, p: { ids: List }) =>
  db
    .selectFrom('contact_point')
    .select(['patient_id', 'system', 'value_key'])
    .where(oneOfList(db, 'patient_id', 'text', p.ids))
    .where('ended_at', 'is', null),
)

/** What two records are compared by, with the telephones and e-mails on file in their comparable forms. */
export interface ComparedRecord extends Pick<PatientRow, (typeof compared)[number]> {
  phones: string[]
  emails: string[]
}

/** Some patients as they are compared with each other, in no order. */
export async function recordsToCompare(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ComparedRecord[]> {
  if (ids.length === 0) return []
  const list = asList(db, ids)
  const rows = new Map(
    (await records(db, { ids: list })).map((row) => [
      row.id,
      { ...row, phones: [] as string[], emails: [] as string[] },
    ]),
  )
  for (const { patient_id, system, value_key } of await channels(db, { ids: list }))
    rows.get(patient_id)?.[system === 'phone' ? 'phones' : 'emails'].push(value_key)
  return [...rows.values()]
}
