import type { Kysely } from 'kysely'
import { prepared, preparedBy } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { loginStates } from '../logins/published.ts'
import { patientHeads, patientNotes } from '../patients/published.ts'
import { staffNames } from '../staff/published.ts'

type Reader = Kysely<Tables>

const rowsOf = preparedBy(
  (count: number) => (db: Reader, p: Record<string, string>) =>
    db
      .selectFrom(patientHeads(db).as('p'))
      .leftJoin(loginStates(db).as('a'), 'a.patient_id', 'p.id')
      .select([
        'p.id',
        'p.family_name',
        'p.given_name',
        'p.birth_date',
        'p.mrn',
        'p.city',
        'p.deceased_at',
        'p.suffix',
        'p.inactive_since',
        'p.replaced_by',
        'p.other_names',
        'p.nicknames',
        'p.former_given_names',
        'a.status',
      ])
      .where(
        'p.id',
        'in',
        Array.from({ length: count }, (_, i) => p[i]!),
      ),
)

/** The rows a list shows, in the order of the ids given. */
export async function patientRows(db: Reader, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await rowsOf(ids.length, db, Object.fromEntries(ids.entries()))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const newestNotes = prepared((db, p: { patientId: string; most: number }) =>
  db
    .selectFrom(patientNotes(db).as('n'))
    .innerJoin(staffNames(db).as('s'), 's.id', 'n.staff_id')
    .select(['n.id', 'n.text', 'n.created_at as at', 's.name as by'])
    .where('n.patient_id', '=', p.patientId)
    .orderBy('n.created_at', 'desc')
    .limit(p.most),
)

/** The newest notes on a patient, with who wrote them. */
export const notesOn = (db: Reader, patientId: string, most: number) => newestNotes(db, { patientId, most })
