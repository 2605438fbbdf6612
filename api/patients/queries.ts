import { type Kysely, sql } from 'kysely'
import { prepared, preparedBy } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import type { SearchTerms } from './searchTerms.ts'
import type { ContactPointRow, PatientRow } from './tables.ts'

type Reader = Kysely<Tables>

/** Matches beyond this are not counted: nobody reads on, they add a word. */
export const searchCap = 100
// One person can stand under several terms with one prefix: rows enough for the cap once they are folded together.
const rowCap = searchCap * 3
// A bound on rows looked at, so that a search for nearly nothing cannot hold the thread.
const scanCap = 20_000
const last = '\u{10FFFF}'

// With a birth date or year, fewer letters than this match more people than the date does.
const tellingLetters = 5

/**
 * Ids of the patients that match, at most `searchCap + 1`, in the order of names, or of birth dates where one leads the
 * search; `cut` says that it stopped looking before the end, so that there may be more.
 */
export async function findPatientIds(
  db: Reader,
  { words, birthDate }: SearchTerms,
): Promise<{ ids: string[]; cut: boolean }> {
  const [lead, ...others] = words
  const params = {
    ...Object.fromEntries(
      words.flatMap((word, i) => [
        [`word${i}`, word],
        [`inLine${i}`, ` ${word}`],
      ]),
    ),
    end: (lead ?? '') + last,
    from: birthDate?.from ?? '',
    to: birthDate?.to ?? '',
  }
  const folded = (rows: { patient_id: string }[]) =>
    [...new Set(rows.map((row) => row.patient_id))].slice(0, searchCap + 1)
  if (birthDate && (lead === undefined || lead.length < tellingLetters || birthDate.from === birthDate.to)) {
    const ids = folded(await byBirth(words.length, db, params))
    return { ids, cut: ids.length > searchCap }
  }
  if (lead === undefined) return { ids: [], cut: false }
  const alone = others.length === 0 && !birthDate
  const ids = folded(
    alone
      ? await byPrefix(db, params)
      : await byWords(`${others.length}${birthDate ? '+' : '-'}`, db, params),
  )
  const cut = ids.length > searchCap || (!alone && (await beyondScan(db, params)).length > 0)
  return { ids, cut }
}

const byPrefix = prepared((db, p: Record<string, string>) =>
  db
    .selectFrom('patient_term')
    .select('patient_id')
    .where('term', '>=', p.word0!)
    .where('term', '<', p.end!)
    .orderBy('term')
    .orderBy('words')
    .limit(rowCap),
)

const byWords = preparedBy((shape: string) => (db: Reader, p: Record<string, string>) => {
  const near = db
    .selectFrom('patient_term')
    .select(['patient_id', 'words', 'birth_date'])
    .where('term', '>=', p.word0!)
    .where('term', '<', p.end!)
    .orderBy('term')
    .orderBy('words')
    .limit(scanCap)
  let narrowed = db.selectFrom(near.as('near')).select('patient_id')
  for (let i = 1; i <= Number.parseInt(shape, 10); i++)
    // A word begins after a space in the line; replace needs no escaping of what was typed.
    narrowed = narrowed.where(sql<boolean>`replace(near.words, ${p[`inLine${i}`]}, '') <> near.words`)
  if (shape.endsWith('+'))
    narrowed = narrowed.where('birth_date', '>=', p.from!).where('birth_date', '<=', p.to!)
  return narrowed.limit(rowCap)
})

const beyondScan = prepared((db, p: Record<string, string>) =>
  db
    .selectFrom('patient_term')
    .select('term')
    .where('term', '>=', p.word0!)
    .where('term', '<', p.end!)
    .orderBy('term')
    .orderBy('words')
    .limit(1)
    .offset(scanCap),
)

const byBirth = preparedBy((words: number) => (db: Reader, p: Record<string, string>) => {
  let born = db
    .selectFrom('patient')
    .select('id as patient_id')
    .where('birth_date', '>=', p.from!)
    .where('birth_date', '<=', p.to!)
  for (let i = 0; i < words; i++)
    born = born.where(sql<boolean>`replace(words, ${p[`inLine${i}`]}, '') <> words`)
  return born
    .orderBy('birth_date')
    .orderBy('words')
    .limit(searchCap + 1)
})

const patientWithId = prepared((db, p: { id: string }) =>
  db.selectFrom('patient').selectAll().where('id', '=', p.id),
)

export async function patientById(db: Reader, id: string): Promise<PatientRow | undefined> {
  return (await patientWithId(db, { id }))[0]
}

const patientNumbered = prepared((db, p: { mrn: string; birthDate: string }) =>
  db.selectFrom('patient').select('id').where('mrn', '=', p.mrn).where('birth_date', '=', p.birthDate),
)

/** The id of the one patient with this number and birth date. */
export async function patientByNumber(
  db: Reader,
  mrn: string,
  birthDate: string,
): Promise<string | undefined> {
  return (await patientNumbered(db, { mrn, birthDate }))[0]?.id
}

const channels = prepared((db, p: { patientId: string }) =>
  db
    .selectFrom('contact_point')
    .selectAll()
    .where('patient_id', '=', p.patientId)
    .where('ended_at', 'is', null)
    .orderBy('system')
    .orderBy('on_file_since')
    .orderBy('id'),
)

/** Contact points on file now, e-mail addresses first, oldest first. */
export function channelsOf(db: Reader, patientId: string): Promise<ContactPointRow[]> {
  return channels(db, { patientId })
}

const noticeDays = 30

/** Where a patient is told that something changed: addresses on file, and those that were until a short while ago. */
export function addressesForNotice(db: Reader, patientId: string, now: Date): Promise<ContactPointRow[]> {
  const since = new Date(now.getTime() - noticeDays * 86_400_000).toISOString()
  return db
    .selectFrom('contact_point')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where('system', '=', 'email')
    .where('bounced_at', 'is', null)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', since)]))
    .orderBy('on_file_since')
    .execute()
}

const proxies = prepared((db, p: { patientId: string }) =>
  db
    .selectFrom('proxy_grant')
    .selectAll()
    .where('patient_id', '=', p.patientId)
    .orderBy('created_at', 'desc'),
)

export function proxiesOf(db: Reader, patientId: string) {
  return proxies(db, { patientId })
}

/** Notes that mail to an address came back: nothing is sent there until registration corrects it. */
export async function markBounced(trx: Trx, channelId: string, at: string): Promise<void> {
  await trx.updateTable('contact_point').set({ bounced_at: at }).where('id', '=', channelId).execute()
}

export async function identifiersOf(db: Reader, patientId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('patient_identifier')
    .select('value')
    .where('patient_id', '=', patientId)
    .execute()
  return rows.map((row) => row.value)
}
