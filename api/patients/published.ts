import { type Kysely, sql } from 'kysely'
import { dayMs } from '../core/calendar.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { readPolicy } from '../core/policy.ts'
import { patientsPolicy } from './policy.ts'
import type { ContactPointRow, PatientRow } from './tables.ts'

export type { ContactPointRow, PatientRow, ProxyGrantRow } from './tables.ts'

/*
 * What other rooms may read of the registry: parts of queries, to be narrowed or joined there, and facts.
 */

type Reader = Kysely<Tables>

/** What patients are called, as they are shown beside what concerns them. */
export const patientNames = (db: Reader) =>
  db.selectFrom('patient').select(['id', 'family_name', 'given_name'])

/** A name as lists show it; of who has one name, that. */
export const listedName = (family: string, given: string | null) => [family, given].filter(Boolean).join(', ')

/** The names of some patients as lists show them, by their ids. */
export async function namesOfPatients(db: Reader, ids: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await patientNames(db).where('id', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.id, listedName(row.family_name, row.given_name)]))
}

/** What a list of patients shows of each, and the names by which somebody may have been found. */
export const patientHeads = (db: Reader) =>
  patientNames(db).select([
    'birth_date',
    'mrn',
    'city',
    'suffix',
    'deceased_at',
    'inactive_since',
    'replaced_by',
    'other_names',
    'nicknames',
    'former_given_names',
  ])

/** What relates people to each other: names, birth date, home. */
export const patientKinship = (db: Reader) =>
  patientNames(db).select(['birth_date', 'address_key', 'deceased_at'])

/** What was noted on patients, and by whom. */
export const patientNotes = (db: Reader) =>
  db.selectFrom('patient_note').select(['id', 'patient_id', 'staff_id', 'text', 'created_at'])

/** Who acts, or acted, for whom. */
export const proxyGrants = (db: Reader) =>
  db.selectFrom('proxy_grant').select(['patient_id', 'proxy_patient_id', 'proxy_name'])

/** Every telephone and e-mail there was, with its comparable key, and whether the desk was told it or the source brought it. */
export const contacts = (db: Reader) =>
  db.selectFrom('contact_point').select(['patient_id', 'value_key', 'on_file_since', 'put_at_desk'])

/** Who has one of some e-mail addresses on file now. */
export const emailHolders = (db: Reader, emailKeys: readonly string[]) =>
  db
    .selectFrom('contact_point')
    .select(['patient_id', 'value_key'])
    .where('value_key', 'in', emailKeys)
    .where('system', '=', 'email')
    .where('ended_at', 'is', null)

/** The patients by the numbers of their records; a number that two people bear names neither. */
export async function idsByMrn(db: Reader, mrns: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(mrns)]
  const ids = new Map<string, string>()
  const shared = new Set<string>()
  for (let i = 0; i < wanted.length; i += 500)
    for (const row of await db
      .selectFrom('patient')
      .select(['id', 'mrn'])
      .where('mrn', 'in', wanted.slice(i, i + 500))
      .execute())
      if (ids.has(row.mrn)) shared.add(row.mrn)
      else ids.set(row.mrn, row.id)
  for (const mrn of shared) ids.delete(mrn)
  return ids
}

/** Other records with this name and birth date that were not merged into one. */
export const namesakesOf = (
  db: Reader,
  patient: Pick<PatientRow, 'id' | 'birth_date' | 'family_key' | 'given_key'>,
  most: number,
) =>
  db
    .selectFrom('patient')
    .select('id')
    .where('birth_date', '=', patient.birth_date)
    // Both are words of the line, which the index of birth dates holds: of those born then, few rows are read.
    .where(sql<boolean>`replace(words, ${` ${patient.family_key}`}, '') <> words`)
    .where(sql<boolean>`replace(words, ${` ${patient.given_key}`}, '') <> words`)
    .where('family_key', '=', patient.family_key)
    .where('given_key', '=', patient.given_key)
    .where('id', '!=', patient.id)
    .where('replaced_by', 'is', null)
    .limit(most)
    .execute()

/** How many patients bear a surname, in its comparable form; counted up to a bound. */
export async function countBearers(db: Reader, surname: string, most: number): Promise<number> {
  const bearers = db
    .selectFrom('patient_term')
    .select('patient_id')
    .where('term', '=', surname)
    // The line of words begins with the family name.
    .where('words', '>=', ` ${surname}`)
    .where('words', '<', ` ${surname}\u{10FFFF}`)
    .limit(most)
  const { n } = await db
    .selectFrom(bearers.as('b'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

export async function countPatients(db: Reader): Promise<number> {
  const { n } = await db
    .selectFrom('patient')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Records in the order of their ids, with the version each is at: for whoever goes through all of them. */
export const patientsAfter = (db: Reader, after: string, limit: number) =>
  db
    .selectFrom('patient')
    .select(['id', 'version', 'updated_at'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()

/** What a patient is counted by in figures, with the clinic of their own provider. */
export const patientTraits = (db: Reader) =>
  db
    .selectFrom('patient as p')
    .leftJoin('provider as d', 'd.id', 'p.primary_provider_id')
    .select(['p.id', 'p.birth_date', 'p.sex', 'p.language', 'p.race', 'p.ethnicity', 'p.payer'])
    .select(['p.primary_provider_id', 'd.clinic_id', 'p.deceased_at', 'p.replaced_by'])

const patientWithId = prepared((db, p: { id: string }) =>
  db.selectFrom('patient').selectAll().where('id', '=', p.id),
)

export async function patientById(db: Reader, id: string): Promise<PatientRow | undefined> {
  return (await patientWithId(db, { id }))[0]
}

const numbered = prepared((db, p: { mrn: string }) =>
  db.selectFrom('patient').select(['id', 'birth_date']).where('mrn', '=', p.mrn),
)

/** The ids of those with this number: two people may bear one number of two issuers. */
export const bearersOf = async (db: Reader, mrn: string): Promise<string[]> =>
  (await numbered(db, { mrn })).map(({ id }) => id)

/** The id of the one patient with this number and birth date. */
export async function patientByNumber(db: Reader, mrn: string, born: string): Promise<string | undefined> {
  const [found, another] = (await numbered(db, { mrn })).filter(({ birth_date }) => birth_date === born)
  return another ? undefined : found?.id
}

const channels = prepared((db, p: { patientId: string }) =>
  db
    .selectFrom('contact_point')
    .selectAll()
    .where('patient_id', '=', p.patientId)
    .where('ended_at', 'is', null),
)

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Contact points on file now, e-mail addresses first, in the source's order where it has one, then oldest first. */
export async function channelsOf(db: Reader, patientId: string): Promise<ContactPointRow[]> {
  // A handful of rows: to make a sorter in the database costs more than finding them.
  return (await channels(db, { patientId })).sort(
    (a, b) =>
      inOrder(a.system, b.system) ||
      (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) ||
      inOrder(a.on_file_since, b.on_file_since) ||
      inOrder(a.id, b.id),
  )
}

/** Where a patient is told that something changed: addresses on file, and those that were until `noticeDays` ago. */
export async function addressesForNotice(
  db: Reader,
  patientId: string,
  now: Date,
): Promise<ContactPointRow[]> {
  const { noticeDays } = await readPolicy(db, patientsPolicy)
  const since = new Date(now.getTime() - noticeDays * dayMs).toISOString()
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
  db.selectFrom('proxy_grant').selectAll().where('patient_id', '=', p.patientId),
)

/** Who may act for a patient, newest first. */
export async function proxiesOf(db: Reader, patientId: string) {
  return (await proxies(db, { patientId })).sort((a, b) => inOrder(b.created_at, a.created_at))
}

/** Whose record has a number of an issuer. */
export async function idByIdentifier(
  db: Reader,
  { system, value }: { system: string; value: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('patient_identifier')
    .select('patient_id')
    .where('system', '=', system)
    .where('value', '=', value)
    .executeTakeFirst()
  return row?.patient_id
}

/** All numbers of a patient's records, with who issued each. */
export async function numbersOnFile(db: Reader, patientId: string) {
  const rows = await db
    .selectFrom('patient_identifier')
    .select(['system', 'value', 'former'])
    .where('patient_id', '=', patientId)
    .orderBy('system')
    .orderBy('value')
    .execute()
  return rows.map(({ system, value, former }) => ({ system, value, former: former === 1 }))
}

/** The numbers of a patient's records in use. */
export async function identifiersOf(db: Reader, patientId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('patient_identifier')
    .select('value')
    .where('patient_id', '=', patientId)
    .where('former', '=', 0)
    .execute()
  return rows.map((row) => row.value)
}
