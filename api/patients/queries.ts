import type { Kysely } from 'kysely'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { patientsPolicy } from './policy.ts'
import type { ContactPointRow, PatientRow } from './tables.ts'

type Reader = Kysely<Tables>

const patientWithId = prepared((db, p: { id: string }) =>
  db.selectFrom('patient').selectAll().where('id', '=', p.id),
)

export async function patientById(db: Reader, id: string): Promise<PatientRow | undefined> {
  return (await patientWithId(db, { id }))[0]
}

const patientNumbered = prepared((db, p: { mrn: string; birthDate: string }) =>
  db.selectFrom('patient').select('id').where('mrn', '=', p.mrn).where('birth_date', '=', p.birthDate),
)

/** The id of the one patient with this number and birth date; two people may bear one number of two issuers. */
export async function patientByNumber(
  db: Reader,
  mrn: string,
  birthDate: string,
): Promise<string | undefined> {
  const [found, another] = await patientNumbered(db, { mrn, birthDate })
  return another ? undefined : found?.id
}

const channels = prepared((db, p: { patientId: string }) =>
  db
    .selectFrom('contact_point')
    .selectAll()
    .where('patient_id', '=', p.patientId)
    .where('ended_at', 'is', null)
    .orderBy('system')
    .orderBy((eb) => eb.fn.coalesce('rank', eb.lit(1000)))
    .orderBy('on_file_since')
    .orderBy('id'),
)

/** Contact points on file now, e-mail addresses first, in the source's order where it has one, then oldest first. */
export function channelsOf(db: Reader, patientId: string): Promise<ContactPointRow[]> {
  return channels(db, { patientId })
}

/** Where a patient is told that something changed: addresses on file, and those that were until `noticeDays` ago. */
export async function addressesForNotice(
  db: Reader,
  patientId: string,
  now: Date,
): Promise<ContactPointRow[]> {
  const { noticeDays } = await readPolicy(db, patientsPolicy)
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
