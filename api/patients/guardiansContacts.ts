import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import { readPolicy } from '../core/policy.ts'
import { ageBandAt } from './ageAt.ts'
import { patientsPolicy } from './policy.ts'
import {
  type ContactPointRow,
  channelsOf,
  type ProxyGrantRow,
  patientKinship,
  proxiesOf,
} from './published.ts'
import type { PatientRow } from './tables.ts'

type Contact = Pick<ContactPointRow, 'system' | 'value_key'>

/**
 * Which contacts are those of somebody who acts, or acted, for a teenager: who reads there need not be the teenager. Of a child they
 * are meant to be, and an adult shares theirs with whom they like.
 */
export async function guardiansContacts(
  db: Kysely<Tables>,
  patient: Pick<PatientRow, 'id' | 'birth_date'>,
  now: Date,
): Promise<(contact: Contact) => boolean> {
  if (ageBandAt(patient, now, await readPolicy(db, patientsPolicy)) !== 'teen') return () => false
  return isContactOf(db, await proxiesOf(db, patient.id))
}

/**
 * Which contacts take no code where nobody at the desk can ask for level 3: of a teenager all of those. A telephone that was put on
 * file while somebody was a minor stays the guardian's when they come of age and the access ends; where it goes on, the patient or a
 * court said so (2026-11-28).
 */
export async function contactsWithoutCodes(
  db: Kysely<Tables>,
  patient: Pick<PatientRow, 'id' | 'birth_date'>,
  now: Date,
): Promise<(contact: Contact & Pick<ContactPointRow, 'on_file_since'>) => boolean> {
  const policy = await readPolicy(db, patientsPolicy)
  const adultAt = (at: Date) => ageBandAt(patient, at, policy) === 'adult'
  if (!adultAt(now)) return guardiansContacts(db, patient, now)
  const isFormerGuardians = await isContactOf(db, formerGuardians(await proxiesOf(db, patient.id)))
  return (contact) =>
    contact.system === 'phone' && !adultAt(new Date(contact.on_file_since)) && isFormerGuardians(contact)
}

/**
 * Which of those take none at the desk either: the telephones. An email of theirs is a risk by itself (`logins/risk/`): what a link
 * there opens takes level 3 (2026-11-28).
 */
export async function guardiansPhones(
  ...asked: Parameters<typeof contactsWithoutCodes>
): ReturnType<typeof contactsWithoutCodes> {
  const isTheirs = await contactsWithoutCodes(...asked)
  return (contact) => contact.system === 'phone' && isTheirs(contact)
}

/**
 * Whether a teenager's post comes to the home of somebody who acts, or acted, for them: who opens it knows the birth date that a code
 * on paper wants (2026-11-28).
 */
export async function sharesGuardiansHome(
  db: Kysely<Tables>,
  patient: Pick<PatientRow, 'id' | 'birth_date' | 'address_key'>,
  now: Date,
): Promise<boolean> {
  if (patient.address_key === null) return false
  if (ageBandAt(patient, now, await readPolicy(db, patientsPolicy)) !== 'teen') return false
  const ids = whoActed(await proxiesOf(db, patient.id))
  if (ids.length === 0) return false
  const homes = await patientKinship(db).where('id', 'in', ids).execute()
  return homes.some(({ address_key }) => address_key === patient.address_key)
}

/** Who acted for somebody as a minor, and acts for them no more. */
function formerGuardians(proxies: readonly ProxyGrantRow[]): ProxyGrantRow[] {
  const acting = new Set(
    proxies.flatMap((one) => (one.status === 'active' && !one.for_minor ? one.proxy_patient_id : [])),
  )
  return proxies.filter((one) => one.for_minor === 1 && !acting.has(one.proxy_patient_id))
}

const whoActed = (proxies: readonly ProxyGrantRow[]) => [
  ...new Set(proxies.flatMap((proxy) => proxy.proxy_patient_id ?? [])),
]

async function isContactOf(db: Kysely<Tables>, proxies: readonly ProxyGrantRow[]) {
  const theirs = (await Promise.all(whoActed(proxies).map((id) => channelsOf(db, id)))).flat()
  return ({ system, value_key }: Contact) =>
    theirs.some((one) => one.system === system && one.value_key === value_key)
}
