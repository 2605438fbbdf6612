import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import { readPolicy } from '../core/policy.ts'
import { ageBandAt } from './ageAt.ts'
import { patientsPolicy } from './policy.ts'
import { type ContactPointRow, channelsOf, proxiesOf } from './published.ts'
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
  const proxies = (await proxiesOf(db, patient.id)).flatMap((proxy) => proxy.proxy_patient_id ?? [])
  const theirs = await Promise.all([...new Set(proxies)].map((id) => channelsOf(db, id)))
  return ({ system, value_key }) =>
    theirs.flat().some((one) => one.system === system && one.value_key === value_key)
}

/**
 * Which contacts take no code for that: their telephones. An email of theirs is a risk by itself (`logins/risk/`): what a link there
 * opens takes level 3 (2026-11-28).
 */
export async function guardiansPhones(
  ...asked: Parameters<typeof guardiansContacts>
): Promise<(contact: Contact) => boolean> {
  const isGuardians = await guardiansContacts(...asked)
  return (contact) => contact.system === 'phone' && isGuardians(contact)
}
