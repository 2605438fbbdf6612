import { type Kysely, sql } from 'kysely'
import type { ContactPointRow, PatientRow, Tables } from '../db/tables.ts'
import type { SearchTerms } from './searchTerms.ts'

type Reader = Kysely<Tables>

/** Matches beyond this are not counted: nobody reads on, they add a word. */
export const searchCap = 100
// A bound on rows looked at, so that a search for nearly nothing cannot hold the thread.
const scanCap = 20_000

/** Ids of the patients that match, at most `searchCap + 1`, ordered by name. */
export async function findPatientIds(db: Reader, { words, birthDate }: SearchTerms): Promise<string[]> {
  const [lead, ...others] = words
  if (lead !== undefined && (lead.length > 2 || !birthDate)) {
    let range = db
      .selectFrom('patient_term')
      .select(['patient_id', 'words', 'birth_date'])
      .where('term', '>=', lead)
      .where('term', '<', `${lead}\u{10FFFF}`)
      .orderBy('term')
      .orderBy('words')
    if (others.length === 0 && !birthDate) {
      // One person can stand under several terms with one prefix: take enough rows for the cap after folding.
      const rows = await range.limit(searchCap * 3).execute()
      return [...new Set(rows.map((row) => row.patient_id))].slice(0, searchCap + 1)
    }
    range = range.limit(scanCap)
    let narrowed = db.selectFrom(range.as('near')).select('patient_id')
    for (const word of others) narrowed = narrowed.where(containsWord('near.words', word))
    if (birthDate)
      narrowed = narrowed.where('birth_date', '>=', birthDate.from).where('birth_date', '<=', birthDate.to)
    const rows = await narrowed.limit(searchCap * 3).execute()
    return [...new Set(rows.map((row) => row.patient_id))].slice(0, searchCap + 1)
  }
  if (!birthDate) return []
  let born = db
    .selectFrom('patient')
    .select('id')
    .where('birth_date', '>=', birthDate.from)
    .where('birth_date', '<=', birthDate.to)
  for (const word of words)
    born = born.where((eb) => eb.or([startsWith('family_key', word), startsWith('given_key', word)]))
  const rows = await born
    .orderBy('birth_date')
    .orderBy('family_key')
    .orderBy('given_key')
    .limit(searchCap + 1)
    .execute()
  return rows.map((row) => row.id)
}

// A word begins after a space in the line; instr and strpos need no escaping of what was typed.
function containsWord(column: string, word: string) {
  return sql<boolean>`replace(${sql.ref(column)}, ${` ${word}`}, '') <> ${sql.ref(column)}`
}

function startsWith(column: string, prefix: string) {
  return sql<boolean>`(${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${`${prefix}\u{10FFFF}`})`
}

/** The rows a list shows, in the order of the ids given. */
export async function patientRows(db: Reader, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('patient as p')
    .leftJoin('portal_account as a', 'a.patient_id', 'p.id')
    .select([
      'p.id',
      'p.family_name',
      'p.given_name',
      'p.birth_date',
      'p.mrn',
      'p.city',
      'p.deceased_at',
      'a.status',
    ])
    .where('p.id', 'in', ids)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export function patientById(db: Reader, id: string): Promise<PatientRow | undefined> {
  return db.selectFrom('patient').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Contact points on file now, e-mail addresses first, oldest first. */
export function channelsOf(db: Reader, patientId: string): Promise<ContactPointRow[]> {
  return db
    .selectFrom('contact_point')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where('ended_at', 'is', null)
    .orderBy('system')
    .orderBy('on_file_since')
    .orderBy('id')
    .execute()
}

export function proxiesOf(db: Reader, patientId: string) {
  return db
    .selectFrom('proxy_grant')
    .selectAll()
    .where('patient_id', '=', patientId)
    .orderBy('created_at', 'desc')
    .execute()
}

export function mailsOf(db: Reader, patientId: string, limit: number) {
  return db
    .selectFrom('mail')
    .select([
      'id',
      'template',
      'status',
      'attempts',
      'last_error',
      'created_at',
      'sent_at',
      'bounced_at',
      'contact_point_id',
    ])
    .where('patient_id', '=', patientId)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
}
