import type { Kysely } from 'kysely'
import type { StaffCtx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { nameKey, normalize } from '../core/normalize.ts'
import type { Missing } from '../core/problemBody.ts'
import type { PatientRow } from '../patients/published.ts'
import { channelsOf, patientById, proxiesOf } from '../patients/published.ts'
import { staffById } from './published.ts'
import { recordOf } from './queries.ts'
import type { StaffRow } from './tables.ts'
import { missing } from './words.ts'

const particles =
  'de da das do dos del della di du la las le les los el al bin ibn ben bint van von vom zu zum zur der den ter ten st san santa y e i'
const suffixes = 'jr sr ii iii iv v md do np pa rn lpn phd dds dr mr mrs ms mx'
const small = new Set(particles.split(' '))
const titles = new Set(suffixes.split(' '))

/** One spelling of a name for its variants: Mc and Mac, Müller and Mueller, Kowalski and Kowalska. */
const levelled = (word: string) =>
  word
    .replace(/^ma?c(?=\p{L}{3})/u, 'mc')
    .replace(/([aou])e(?=[^aeiou])/g, '$1')
    .replace(/sk[ia]$/, 'sk')

function wordsOf(name: string): string[] {
  const words = normalize(name).split(' ').filter(Boolean)
  while (words.length > 2 && titles.has(words.at(-1)!)) words.pop()
  return words
}

/**
 * What families share of a family name: its words without the small ones, and the whole of it in one. “Smith-Jones” and
 * “Smith” share one, “De la Cruz” and “Cruz”, “Baker Jr.” and “Baker”, “Van den Berg” and “Vandenberg”. A name of small words
 * alone, as “Do”, is itself.
 */
export function familyKeys(...names: string[]): Set<string> {
  return new Set(
    names.flatMap((name) => {
      const words = wordsOf(name).filter((word, i) => i === 0 || !titles.has(word))
      const telling = words.filter((word) => !small.has(word) && !titles.has(word) && !/^[a-z]$/.test(word))
      return [...(telling.length > 0 ? telling : words), words.join('')].map(levelled)
    }),
  )
}

/** The same of a name that is known only whole: every word may be the family's, and so may its last ones together. */
export function keysOfWhole(name: string): Set<string> {
  const words = wordsOf(name)
  const endings = words.map((_, i) => words.slice(i).join(''))
  return new Set([...familyKeys(name), ...endings.map(levelled)])
}

/** What of a person says whose kin they are. */
export type Related = Pick<
  PatientRow,
  'id' | 'family_name' | 'given_name' | 'other_names' | 'birth_date' | 'address_key'
>

/** Whether a record is a staff member's own: said so, or of their name and birth date. */
export async function isOwn(trx: Trx, staffId: string, patient: PatientRow): Promise<boolean> {
  return owns(await staffById(trx, staffId), await recordOf(trx, staffId), patient)
}

function owns(
  staff: StaffRow | undefined,
  record: Tables['staff_record'] | undefined,
  patient: Related,
): boolean {
  return (
    staff?.own_patient_id === patient.id ||
    (record?.birth_date === patient.birth_date &&
      nameKey(record.given_name) === nameKey(patient.given_name) &&
      nameKey(record.family_name) === nameKey(patient.family_name))
  )
}

/**
 * Who may be kin of a patient proves, approves and changes nothing of theirs: a colleague does. Kin is whose record it is,
 * who shares a family name in part, an address, a telephone number or an e-mail address, or stands for the patient, or the
 * patient for them. Of a name that is known only whole every word may be the family's (“Wang Li”): one refusal too many
 * costs a colleague a minute (2026-11-25).
 * @param patient on file, or somebody who is not yet, with the keys of what they are reached by
 */
export async function missingStranger(
  db: Kysely<Tables>,
  ctx: StaffCtx,
  patient: Related,
  reachedBy?: readonly string[],
): Promise<readonly Missing[] | undefined> {
  const staff = await staffById(db, ctx.actor.id)
  if (!staff) return undefined
  const record = await recordOf(db, staff.id)
  if (owns(staff, record, patient)) return [missing.ownRecord]
  const names = record ? familyKeys(record.family_name) : keysOfWhole(staff.name)
  const theirs = familyKeys(patient.family_name, ...(JSON.parse(patient.other_names) as string[]))
  if ([...theirs].some((name) => names.has(name))) return [missing.sameSurname]
  const own = staff.own_patient_id ? await patientById(db, staff.own_patient_id) : undefined
  const addresses = [staff.address_key, own?.address_key]
  if (patient.address_key && addresses.includes(patient.address_key)) return [missing.sameAddress]
  const reached = own ? (await channelsOf(db, own.id)).map((channel) => channel.value_key) : []
  const ways = new Set([record?.phone_key, record?.email_key, ...reached].filter(Boolean))
  const theirWays = reachedBy ?? (await channelsOf(db, patient.id)).map((channel) => channel.value_key)
  if (theirWays.some((key) => ways.has(key))) return [missing.sameContact]
  const standFor = await proxiesOf(db, patient.id)
  const stoodForBy = own ? await proxiesOf(db, own.id) : []
  const proxy =
    standFor.some(
      (grant) =>
        grant.status !== 'ended' &&
        ((own && grant.proxy_patient_id === own.id) || normalize(grant.proxy_name) === normalize(staff.name)),
    ) || stoodForBy.some((grant) => grant.status !== 'ended' && grant.proxy_patient_id === patient.id)
  return proxy ? [missing.isProxy] : undefined
}

/** The same of several patients at once: whose kin somebody is of, the first. */
export async function missingStrangerToAny(
  db: Kysely<Tables>,
  ctx: StaffCtx,
  patients: readonly Related[],
): Promise<readonly Missing[] | undefined> {
  for (const patient of patients) {
    const missing = await missingStranger(db, ctx, patient)
    if (missing) return missing
  }
  return undefined
}
